#!/usr/bin/env python3
"""Every source file has its unit test, and every room says in a short README what enters and what leaves."""

import check_layers
import house

README_LINES = 30


def test_of(source):
    """src/score/ewma.cpp → tests/unit/score/ewma_test.cpp"""
    return "tests/unit/" + "/".join(source.parts[1:-1]) + f"/{source.stem}_test.cpp"


def missing_tests(root, sources):
    return [f"{path}:1: no unit test {test_of(path)}" for path in sources if not (root / test_of(path)).is_file()]


def readme_problem(root, room):
    readme = f"src/{room}/README.md"
    if not (root / readme).is_file():
        return f"{readme}:1: missing: what enters, what leaves, main types, how to add one, what it must not know"
    length = len(house.lines(root / readme))
    return f"{readme}:{length}: {length} lines, at most {README_LINES}" if length > README_LINES else None


def main(argv):
    root = house.arguments(__doc__).parse_args(argv).root
    files = [path for path in house.project_files(root, ".cpp", ".h") if path.parts[0] == "src"]
    sources = [path for path in files if path.suffix == ".cpp"]
    rooms = sorted({check_layers.room_of(path.parts[1:-1]) for path in files} - {None})
    problems = [readme_problem(root, room) for room in rooms]
    findings = missing_tests(root, sources) + [problem for problem in problems if problem]
    return house.report("tests and READMEs", len(sources) + len(rooms), findings)


if __name__ == "__main__":
    house.run(main)
