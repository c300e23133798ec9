#!/usr/bin/env python3
"""Who may include whom: holds every #include of the house against the table of ARCHITECTURE.md."""

import re

import house

CORE = ["base", "kernels", "store"]
STAGES = CORE + ["series", "preprocess", "window"]
MODEL = ["model/cells", "model/layers", "model/nets", "model/training"]

# room: the rooms it may include besides itself, lowest first
ALLOWED = {
    "base": [],
    "kernels": ["base"],
    "store": ["base"],
    "series": ["base", "store"],
    "preprocess": CORE + ["series"],
    "window": ["base", "series", "store"],
    "model/cells": CORE,
    "model/layers": CORE + MODEL[:1],
    "model/nets": CORE + MODEL[:2],
    "model/training": CORE + MODEL[:3] + ["window"],
    "score": CORE,
    "threshold": ["base", "store"],
    "event": ["base", "threshold", "store"],
    "explain": CORE + ["model/nets", "score", "event"],
    "io": ["base", "series", "event", "explain"],
    "evaluate": ["base", "series", "score", "threshold", "event", "io"],
    "pipeline": STAGES + MODEL + ["score", "threshold", "event", "explain", "io"],
}

# The room a public header belongs to: whoever may include the room may include the header. `base` is vocabulary.
PUBLIC = {
    "result.h": "base", "matrix.h": "base", "version.h": "base", "config.h": "base", "series.h": "base",
    "training.h": "base",
    "time_text.h": "series", "inspect.h": "series", "keys.h": "series", "event.h": "event", "combine.h": "event", "source.h": "io", "sink.h": "io", "report.h": "io", "plot.h": "io", "plant.h": "evaluate", "correlate.h": "evaluate",
    "detector.h": "pipeline", "stream_pool.h": "pipeline", "fleet.h": "pipeline", "size.h": "pipeline", "options.h": "pipeline", "training_part.h": "pipeline", "trace.h": "pipeline",
    "report_builder.h": "pipeline", "explain.h": "pipeline",
}  # fmt: skip

# What only some rooms may use, and why.
RESERVED = [
    (r"(immintrin|x86intrin|emmintrin|arm_neon)\.h|hwy/", {"kernels/simd"}, "only kernels/simd names instruction sets"),
    (r"(thread|mutex|shared_mutex|condition_variable|future|stop_token)$", {"pipeline", "model/training"},
     "threads exist in pipeline and model/training only"),
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
        return PUBLIC.get(parts[1], "unlisted")
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


def check_file(root, path):
    area = path.parts[0]
    room = room_of(path.parts[1:-1]) if area == "src" else PUBLIC.get(path.name) if area == "include" else None
    if area == "src" and room is None:
        return [f"{path}:1: no room of this name in tools/check_layers.py"]
    findings = []
    for number, line in enumerate(house.lines(root / path), start=1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quoted, target = match[1] == '"', match[2]
        if area in ("apps", "python", "connectors"):
            problem = check_app(path, target, quoted)
        else:
            problem = (broken_rule(room, target) if room else None) or reserved_rule(path, target)
        if problem:
            findings.append(f"{path}:{number}: {problem}")
    return findings


def main(argv):
    root = house.arguments(__doc__).parse_args(argv).root
    areas = ("src", "include", "apps", "connectors", "python")
    files = [path for path in house.project_files(root, ".h", ".cpp") if path.parts[0] in areas]
    findings = [finding for path in files for finding in check_file(root, path)]
    return house.report("layers", len(files), findings)


if __name__ == "__main__":
    house.run(main)
