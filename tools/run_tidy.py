#!/usr/bin/env python3
"""Runs clang-tidy over the sources of the library and the apps, several at a time, skipping what has not changed.

A source is skipped if it, .clang-tidy and all headers of the house are as they were when it last passed; the record lies
in build/tidy-passed.json. Needs the compile commands of the preset `clang`.
"""

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import house

RECORD = "build/tidy-passed.json"
COMMANDS = "build/clang/compile_commands.json"
AREAS = ("src", "apps", "include")


def digest(root, paths):
    sha = hashlib.sha256()
    for path in paths:
        sha.update(f"{path}\0".encode() + (root / path).read_bytes())
    return sha.hexdigest()


def tidy(root, source):
    """What clang-tidy objects to; empty if it passes."""
    command = ["clang-tidy-16", "--quiet", "-p", str((root / COMMANDS).parent), str(root / source)]
    done = subprocess.run(command, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout or done.stderr


def main(argv):
    root = house.arguments(__doc__).parse_args(argv).root.resolve()
    if not (root / COMMANDS).is_file():
        sys.exit(f"no {COMMANDS}: run cmake --preset clang first")
    files = [path for path in house.project_files(root, ".h", ".cpp") if path.parts[0] in AREAS]
    shared = digest(root, [path for path in files if path.suffix == ".h"] + [".clang-tidy"])
    sources = {str(path): shared + digest(root, [path]) for path in files if path.suffix == ".cpp"}
    record = root / RECORD
    passed = json.loads(record.read_text()) if record.is_file() else {}
    changed = [source for source, key in sources.items() if passed.get(source) != key]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        objections = dict(zip(changed, pool.map(lambda source: tidy(root, source), changed)))
    record.write_text(json.dumps({source: key for source, key in sources.items() if not objections.get(source)}))
    print(f"{len(sources) - len(changed)} sources unchanged since they passed")
    return house.report("clang-tidy", len(changed), [text for text in objections.values() if text])


if __name__ == "__main__":
    house.run(main)
