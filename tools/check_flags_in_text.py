#!/usr/bin/env python3
"""No option is named by its flag in the library's texts: "--window" is the command line's spelling alone.

Looks at the string literals of src/ and include/, not at comments. A text marks an option by its name,
`option_named("window")`, and the edge that prints it spells it (docs/decisions/0012-errors-as-data.md). A literal that
ends in "--" puts a flag together and is refused too.
"""

import re

import house

AREAS = ("src", "include")
TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/'                                                # comments
    r"|'(?:\\[^'\n]+|\\'|[^'\\\n])'"                                     # characters
    r'|R"(?P<end>[^()\\\s]{0,16})\((?P<raw>.*?)\)(?P=end)"|"(?P<text>(?:\\.|[^"\\\n])*)"', re.DOTALL)  # fmt: skip
FLAG = re.compile(r"(?<!-)--(?:(?P<option>[a-z][a-z-]*)|$)")


def literals(source):
    """(line, text) of each string literal."""
    for token in TOKEN.finditer(source):
        text = token["raw"] if token["text"] is None else token["text"]
        if text is not None:
            yield source.count("\n", 0, token.start()) + 1, text


def main(argv):
    root = house.arguments(__doc__).parse_args(argv).root
    sources = [path for path in house.project_files(root, ".h", ".cpp") if path.parts[0] in AREAS]
    checked, findings = 0, []
    for path in sources:
        for line, text in literals((root / path).read_text(encoding="utf-8")):
            checked += 1
            for flag in FLAG.finditer(text):
                name = flag["option"] or "…"
                findings.append(f'{path}:{line}: "--{name}" in a text: option_named("{name}"), spelled where it is printed')
    return house.report("flags in texts", checked, findings)


if __name__ == "__main__":
    house.run(main)
