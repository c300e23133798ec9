"""What the checking tools share: the project's files and the way findings are reported."""

import argparse
import subprocess
import sys
from pathlib import Path

LEFT_OUT = {".git", "build", "node_modules", "__pycache__"}


def arguments(description):
    """The command line every checker has: --root, the project to check (this one by default)."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    return parser


def project_files(root, *suffixes):
    """Paths relative to `root`, sorted: what git tracks or would track; every file where there is no repository."""
    if (root / ".git").exists():
        command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
        paths = [Path(name) for name in listed if name and (root / name).is_file()]
    else:
        paths = [path.relative_to(root) for path in root.rglob("*") if path.is_file()]
        paths = [path for path in paths if not LEFT_OUT & set(path.parts)]
    return sorted(path for path in set(paths) if not suffixes or path.suffix in suffixes)


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def report(what, checked, findings):
    """Prints one finding a line and returns the exit code."""
    for finding in findings:
        print(finding)
    print(f"{what}: {checked} checked, {len(findings)} broken")
    return 1 if findings else 0


def run(main):
    sys.exit(main(sys.argv[1:]))
