#!/usr/bin/env python3
"""Relative links in Markdown files lead somewhere, anchors included."""

import re

import house

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)")
FENCE = re.compile(r"^\s*(```|~~~)")
HEADING = re.compile(r"^#+\s+(.*)")


def text_lines(path):
    """Numbered lines outside fenced code, inline code blanked."""
    fenced = False
    for number, line in enumerate(house.lines(path), start=1):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, re.sub(r"`[^`]*`", "", line)


def anchors(path):
    """The anchors a Markdown viewer makes of the headings."""
    headings = (HEADING.match(line) for line in house.lines(path))
    slugs = (re.sub(r"[^\w\- ]", "", match[1].lower()) for match in headings if match)
    return {slug.strip().replace(" ", "-") for slug in slugs}


def broken_link(root, path, link):
    if re.match(r"[a-z]+:", link):
        return None
    name, _, anchor = link.partition("#")
    target = (root / path).parent / name if name else root / path
    if not target.exists():
        return f"link to '{link}': no such file"
    if anchor and target.suffix == ".md" and anchor not in anchors(target):
        return f"link to '{link}': no such heading"
    return None


def main(argv):
    root = house.arguments(__doc__).parse_args(argv).root
    findings, count = [], 0
    for path in house.project_files(root, ".md"):
        for number, line in text_lines(root / path):
            for link in LINK.findall(line):
                count += 1
                problem = broken_link(root, path, link)
                if problem:
                    findings.append(f"{path}:{number}: {problem}")
    return house.report("links", count, findings)


if __name__ == "__main__":
    house.run(main)
