#!/usr/bin/env python3
"""Small files and small functions: no source file over 400 lines; of the functions' lengths the 90th percentile ≤ 30.

Functions are found by indentation (the sources are formatted by clang-format): a line at namespace or class level that
ends in `{` after a parameter list, up to the closing brace at the same indentation.
"""

import re

import house

FILE_LINES = 400
P90_LINES = 30
AREAS = ("src", "apps", "include", "connectors")
WEB_SUFFIXES = (".js", ".mjs", ".ts")
START = re.compile(r"^(\s{0,4})(?!.*\b(?:if|for|while|switch|namespace|struct|class|enum|union|return|else|do)\b.*\{$)"
                   r"\S.*\).*\{$")  # fmt: skip


def function_lengths(lines):
    """(first line, number of lines in the body) of each function that spans lines."""
    found, number = [], 0
    while number < len(lines):
        match = START.match(lines[number])
        closing = f"{match[1]}}}" if match else None
        end = next((i for i in range(number + 1, len(lines)) if lines[i].startswith(closing)), None) if match else None
        if end is not None:
            found.append((number + 1, end - number - 1))
            number = end
        number += 1
    return found


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def main(argv):
    root = house.arguments(__doc__).parse_args(argv).root
    sources = [path for path in house.project_files(root, ".h", ".cpp") if path.parts[0] in AREAS]
    page = [path for path in house.project_files(root, *WEB_SUFFIXES) if path.parts[0] == "web"]
    findings, lengths = [], []
    for path in sources + page:
        lines = house.lines(root / path)
        if len(lines) > FILE_LINES:
            findings.append(f"{path}:{len(lines)}: {len(lines)} lines, at most {FILE_LINES}: split it")
        if path in sources:
            lengths += [(length, f"{path}:{first}") for first, length in function_lengths(lines)]
    median, p90 = (percentile([length for length, _ in lengths], share) for share in (0.5, 0.9))
    print(f"{len(lengths)} functions of several lines: median {median} lines, 90th percentile {p90}; the longest:")
    for length, place in sorted(lengths, reverse=True)[:5]:
        print(f"  {length:4} {place}")
    if p90 > P90_LINES:
        findings.append(f"functions: the 90th percentile is {p90} lines, at most {P90_LINES}")
    return house.report("sizes", len(sources) + len(page), findings)


if __name__ == "__main__":
    house.run(main)
