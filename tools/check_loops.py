#!/usr/bin/env python3
"""No spills in hot loops: the sums of a tile stay in registers, or the tile is too large for the instruction set.

tools/check_loops.py FILE, where FILE is the object of src/kernels/simd/simd.cpp, a library that holds it, or the text
`objdump -d -C --no-show-raw-insn` prints of it. A loop is hot if it is innermost and multiplies and adds at least six
vectors a round. A vector instruction in it that reads or writes the stack is a spill: a store and a load in the chain
every sum waits for (11 to 31 % of a training step when it was measured). Pointers and counters reloaded from the stack
are counted too but allowed: they wait for nobody. Exit code 1 if there is a spill, or no hot loop to be judged.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections import namedtuple
from pathlib import Path

import house

HOT = 6
MEMBER = "simd.cpp.o"
FUNCTION = re.compile(r"^[0-9a-f]+ <(.*)>:$")
INSTRUCTION = re.compile(r"^\s*([0-9a-f]+):\s+(\S.*?)\s*$")
NAMESPACE = re.compile(r"\bN_(\w+)::")
JUMP = re.compile(r"^(?:bnd )?(j\w+)\s+(?:0x)?([0-9a-f]+)\b")
VECTOR = re.compile(r"%[xyz]mm\d")

Loop = namedtuple("Loop", "first last size products spills reloads")


def disassembly(path):
    """What objdump says about an object or the kernels' member of a library; a text is taken as it is."""
    start = path.open("rb").read(8)
    if not start.startswith((b"\x7fELF", b"!<arch>")):
        return path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        if start.startswith(b"!<arch>"):
            member = subprocess.run(["ar", "p", path, MEMBER], check=True, capture_output=True).stdout
            path = Path(folder) / MEMBER
            path.write_bytes(member)
        command = ["objdump", "-d", "-C", "--no-show-raw-insn", path]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def kernels(text):
    """(instruction set, short name, [(address, instruction)]) of each function compiled for an instruction set."""
    found, current = [], None
    for line in text.splitlines():
        header, instruction = FUNCTION.match(line), INSTRUCTION.match(line)
        if header:
            target = NAMESPACE.search(header[1])
            current = [] if target else None
            if target:
                found.append((target[1], short_name(header[1]), current))
        elif instruction and current is not None:
            current.append((int(instruction[1], 16), instruction[2]))
    return found


def short_name(name):
    """`void tidegate::N_AVX2::Forward<tidegate::N_AVX2::Gru>(…)` is Forward<Gru>."""
    plain = re.sub(r"(?:\w+::)+", "", name)
    return re.sub(r"^\w+ (?=\w+<)", "", plain.split("(")[0])


def successors(code):
    """Places in `code` each instruction may go on to; what leaves the function is left out."""
    place = {address: i for i, (address, _) in enumerate(code)}
    edges = []
    for i, (_, text) in enumerate(code):
        jump = JUMP.match(text)
        ends = re.match(r"(?:jmp|ret|ud2|hlt)\b|(?:bnd|notrack) (?:jmp|ret)\b", text)
        goes = [] if ends or i + 1 == len(code) else [i + 1]
        if jump and int(jump[2], 16) in place:
            goes.append(place[int(jump[2], 16)])
        edges.append(goes)
    return edges


def reached(start, edges, low, high):
    """Every place on a way from `start` that stays between `low` and `high`."""
    seen, waiting = {start}, [start]
    while waiting:
        for place in edges[waiting.pop()]:
            if low <= place <= high and place not in seen:
                seen.add(place)
                waiting.append(place)
    return seen


def innermost_loops(code):
    """Sets of places: what lies on a way from the target of a jump backwards to that jump, without a loop inside."""
    forward = successors(code)
    backward = [[] for _ in code]
    for i, goes in enumerate(forward):
        for place in goes:
            backward[place].append(i)
    bodies = []
    for last, goes in enumerate(forward):
        for first in (place for place in goes if place <= last):
            after, before = reached(first, forward, first, last), reached(last, backward, first, last)
            if last in after:
                bodies.append(after & before)
    return [body for body in bodies if not any(other < body for other in bodies)]


def measure(code, body):
    instructions = [code[place][1] for place in sorted(body)]
    frame = any(re.match(r"mov\s+%rsp,%rbp", text) for _, text in code)  # else rbp is a pointer like any other
    stack = re.compile(r"\(%rsp|\(%rbp" if frame else r"\(%rsp")
    fused, multiplied, added = (sum(re.match(name, text) is not None for text in instructions)
                                for name in ("vfmadd", "v?mulps", "v?addps"))  # fmt: skip
    touching = [text for text in instructions if stack.search(text)]
    spills = sum(VECTOR.search(text) is not None for text in touching)
    return Loop(code[min(body)][0], code[max(body)][0], len(body), fused + min(multiplied, added), spills,
                len(touching) - spills)  # fmt: skip


def hot_loops(code):
    measured = (measure(code, body) for body in innermost_loops(code))
    return [loop for loop in measured if loop.products >= HOT]


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="object, library or disassembly")
    found = kernels(disassembly(parser.parse_args(argv).file))
    hot = {target: 0 for target, _, _ in found}
    findings = []
    print(f"{'kernel':24} {'set':6} {'hot loops':>9} {'products':>9} {'spills':>7} {'reloads':>8}")
    for target, name, code in sorted(found, key=lambda kernel: kernel[:2]):
        loops = hot_loops(code)
        hot[target] += len(loops)
        findings += [f"{name} of {target}: the loop at {loop.first:x}–{loop.last:x} ({loop.products} products in "
                     f"{loop.size} instructions) has {loop.spills} vector accesses to the stack: make the tile smaller"
                     for loop in loops if loop.spills]  # fmt: skip
        if loops:
            products = f"{min(loop.products for loop in loops)}–{max(loop.products for loop in loops)}"
            print(f"{name:24} {target:6} {len(loops):9} {products:>9} {sum(loop.spills for loop in loops):7} "
                  f"{sum(loop.reloads for loop in loops):8}")  # fmt: skip
    findings += [f"{target}: no hot loop found, so nothing was checked" for target in sorted(hot) if not hot[target]]
    if not hot:
        findings.append("no function of an instruction set's namespace found, so nothing was checked")
    return house.report("hot loops", sum(hot.values()), findings)


if __name__ == "__main__":
    house.run(main)
