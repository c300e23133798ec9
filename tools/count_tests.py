#!/usr/bin/env python3
"""Prints "PASSED FAILED" for the log of one section: the sum over the test runners that closed in it.

A section without a runner is one test; a section that failed without a failed test (it did not build) is one failure.
"""

import argparse
import re
from pathlib import Path

CTEST = re.compile(r"^\d+% tests passed, (\d+) tests? failed out of (\d+)", re.M)
UNITTEST = re.compile(r"^Ran (\d+) tests? in .*\n\n(?:OK|FAILED)(?: \((.*)\))?", re.M)
GTEST = re.compile(r"^\[  PASSED  \] (\d+) tests?\.|^ *(\d+) FAILED TESTS?$", re.M)


def counts(log):
    """(passed, failed) of all runners in the log; (0, 0) if there is none."""
    failed = [(int(total), int(bad)) for bad, total in CTEST.findall(log)]
    for total, words in UNITTEST.findall(log):
        bad = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", words))
        failed.append((int(total), bad))
    if not CTEST.search(log):  # which counts googletest's runs itself, and shows those that failed
        failed += [(int(passed or bad), int(bad or 0)) for passed, bad in GTEST.findall(log)]
    return sum(total - bad for total, bad in failed), sum(bad for _, bad in failed)


def section_counts(log, status):
    passed, failed = counts(log)
    if status != 0 and failed == 0:
        return passed, 1
    return (1, 0) if passed + failed == 0 else (passed, failed)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("--status", type=int, required=True, help="exit code of the section")
    options = parser.parse_args()
    print(*section_counts(options.log.read_text(encoding="utf-8", errors="replace"), options.status))


if __name__ == "__main__":
    main()
