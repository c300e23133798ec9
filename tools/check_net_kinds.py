#!/usr/bin/env python3
"""Few places of the library ask for the kind of net itself; the others ask the table of kinds what it may and does.

Counts `NetKind::kX` and the words "forecaster", "autoencoder", "classifier" by themselves in string literals, in src/.
Not counted: the table (src/model/nets/kind.*), the words of the option (src/model/nets/options.h), comments.
"""

import re

import check_flags_in_text
import house

MOST = 20
FREE = ("src/model/nets/kind.h", "src/model/nets/kind.cpp", "src/model/nets/options.h")
KIND = re.compile(r'\bNetKind::k(?:Forecaster|Autoencoder|Classifier)\b|"(?:forecaster|autoencoder|classifier)"')


def places(source):
    """(line, text) of each place that asks, comments left out."""
    code = check_flags_in_text.TOKEN.sub(
        lambda token: token[0] if token[0][0] in '"R' else "\n" * token[0].count("\n"), source)
    for place in KIND.finditer(code):
        yield code.count("\n", 0, place.start()) + 1, place[0]


def main(argv):
    root = house.arguments(__doc__).parse_args(argv).root
    sources = [path for path in house.project_files(root, ".h", ".cpp")
               if path.parts[0] == "src" and path.as_posix() not in FREE]
    found = [(path, line, text) for path in sources
             for line, text in places((root / path).read_text(encoding="utf-8"))]
    findings = []
    if len(found) > MOST:
        findings = [f"{path}:{line}: {text}: {len(found)} places ask for the kind of net, {MOST} may; "
                    "ask net_traits(…) (src/model/nets/kind.h)" for path, line, text in found]
    return house.report("places that ask for the kind of net", len(found), findings)


if __name__ == "__main__":
    house.run(main)
