#!/usr/bin/env python3
"""Who may include whom: holds every #include of the house against the table of ARCHITECTURE.md."""

import re

import house

# room: the rooms it may include besides itself and base, lowest first. A grant that nobody uses is refused.
ALLOWED = {
    "base": "",
    "kernels": "",
    "store": "",
    "files": "",
    "metrics": "",
    "window": "",
    "series": "store",
    "preprocess": "store series",
    "model/cells": "kernels",
    "model/layers": "model/cells",
    "model/nets": "kernels store model/layers",
    "model/training": "kernels store window model/nets",
    "score": "store",
    "threshold": "store",
    "event": "store",
    "explain": "store score event",
    "scorer": "store series model/nets score event",
    "options": "series preprocess model/nets model/training score scorer threshold event explain",
    "chain": "store series preprocess model/nets score scorer threshold event explain",
    "model_file": "store series preprocess model/nets score scorer threshold explain options chain",
    "fit": "store files window series preprocess model/nets model/training score scorer options chain model_file",
    "inspect": "series preprocess fit",
    "detector": "files window series model/nets model/training scorer event explain chain model_file fit",
    "read": "series",
    "series_set": "read",
    "data_set": "files metrics read series",
    "offline": "files event fit inspect detector series_set",
    "evaluate": "fit detector offline",
    "benchmark": "store files metrics event detector data_set evaluate",
    "render": "files event inspect offline evaluate benchmark",
    "page": "files event inspect detector benchmark",
}
ALLOWED = {room: ["base"] * (room != "base") + below.split() for room, below in ALLOWED.items()}

# The room a public header belongs to: whoever may include the room may include the header. `base` is vocabulary, which
# every room speaks; functions that such a header declares are made in the room of their own (times as text in series).
PUBLIC = {
    "base": ["result", "series", "config", "observer"],
    "event": ["event"],
    "chain": ["detector_info"],
    "inspect": ["inspect"],
    "detector": ["detector", "stream_pool"],
    "read": ["source"],
    "files": ["output_file"],
    "render": ["render"],
    "page": ["report"],
    "series_set": ["series_set"],
    "data_set": ["data_set"],
    "offline": ["offline"],
    "evaluate": ["evaluate"],
    "benchmark": ["benchmark"],
}
ROOM_OF_HEADER = {f"{name}.h": room for room, names in PUBLIC.items() for name in names}

# What only some rooms may use, and why.
RESERVED = [
    (r"(immintrin|x86intrin|emmintrin|arm_neon)\.h|hwy/", {"kernels/simd"}, "only kernels/simd names instruction sets"),
    (r"(thread|mutex|shared_mutex|condition_variable|future|stop_token)$", {"base"},
     "threads exist in base only (Workers, run_jobs)"),
    (r"iostream$", set(), "the library never prints"),
]  # fmt: skip

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')


def room_of(folder):
    """The longest room that `folder` (parts below src/) lies in, or None."""
    for length in range(len(folder), 0, -1):
        room = "/".join(folder[:length])
        if room in ALLOWED:
            return room
    return None


def provider_of(target):
    """The room an included path belongs to, None if it is not of this project."""
    parts = target.split("/")
    if parts[0] == "tidegate" and len(parts) == 2:
        return ROOM_OF_HEADER.get(parts[1], "unlisted")
    return room_of(parts[:-1])


def broken_rule(room, target):
    provider = provider_of(target)
    if provider == "unlisted":
        return f"public header {target} has no room yet: add it to PUBLIC in tools/check_layers.py"
    if provider is None or provider == room or provider in ALLOWED[room]:
        return None
    return f"{room} may not include {provider} (may: {', '.join(ALLOWED[room]) or 'nothing'})"


def reserved_rule(path, target):
    for pattern, rooms, why in RESERVED:
        if re.match(pattern, target) and not any(f"src/{room}/" in path.as_posix() for room in rooms):
            return f"<{target}>: {why}"
    return None


def check_app(path, target, quoted):
    """Apps stand on the public interface: no header of src/, quoted or not."""
    if quoted and provider_of(target) is not None and not target.startswith("tidegate/"):
        return "an app may include include/tidegate/ and its own files only"
    return None


def room_of_file(path):
    if path.parts[0] == "src":
        return room_of(path.parts[1:-1])
    return ROOM_OF_HEADER.get(path.name) if path.parts[0] == "include" else None


def includes(root, path):
    """(line number, quoted?, path) of every include of a file."""
    for number, line in enumerate(house.lines(root / path), start=1):
        match = INCLUDE.match(line)
        if match:
            yield number, match[1] == '"', match[2]


def check_file(root, path):
    room = room_of_file(path)
    if path.parts[0] == "src" and room is None:
        return [f"{path}:1: no room of this name in tools/check_layers.py"]
    findings = []
    for number, quoted, target in includes(root, path):
        if path.parts[0] in ("apps", "python", "connectors"):
            problem = check_app(path, target, quoted)
        else:
            problem = (broken_rule(room, target) if room else None) or reserved_rule(path, target)
        if problem:
            findings.append(f"{path}:{number}: {problem}")
    return findings


def unused_grants(root, files):
    """Grants between rooms that both have files, of which no include makes use."""
    present = {room_of_file(path) for path in files} - {None}
    used = {(room_of_file(path), provider_of(target)) for path in files for _, _, target in includes(root, path)}
    return [f"tools/check_layers.py:1: {room} may include {provider}, and does not: take the grant away"
            for room in sorted(present) for provider in ALLOWED[room]
            if provider != "base" and provider in present and (room, provider) not in used]  # fmt: skip


def table():
    """The rows of ARCHITECTURE.md."""
    return [f"| {room} | {', '.join(below for below in ALLOWED[room] if below != 'base') or '—'} |" for room in ALLOWED]


def table_differences(root):
    """Rows that the table of ARCHITECTURE.md lacks."""
    document = root / "ARCHITECTURE.md"
    if not document.is_file():
        return []
    lines = set(house.lines(document))
    return [f"ARCHITECTURE.md:1: its table lacks the row {row}" for row in table() if row not in lines]


def main(argv):
    root = house.arguments(__doc__).parse_args(argv).root
    areas = ("src", "include", "apps", "connectors", "python")
    files = [path for path in house.project_files(root, ".h", ".cpp") if path.parts[0] in areas]
    findings = [finding for path in files for finding in check_file(root, path)]
    findings += unused_grants(root, files) + table_differences(root)
    return house.report("layers", len(files), findings)


if __name__ == "__main__":
    house.run(main)
