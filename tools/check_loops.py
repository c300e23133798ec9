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
import tempfile
from collections import namedtuple
from pathlib import Path

import house

HOT = 6
MEMBER = "simd.cpp.o"
AARCH64 = 183  # e_machine of an ELF file
FUNCTION = re.compile(r"^[0-9a-f]+ <(.*)>:$")
INSTRUCTION = re.compile(r"^\s*([0-9a-f]+):\s+(\S.*?)\s*$")
NAMESPACE = re.compile(r"\bN_(\w+)::")

# What instructions look like: jumps with their target, ends of a straight line, products (of which a fused one counts
# by itself, else a multiplication and an addition do), vectors, the stack; and what makes the frame pointer one.
Dialect = namedtuple("Dialect", "jump end fused multiply add vector stack frame set_frame")
X86 = Dialect(
    jump=r"(?:bnd )?j\w+\s+(?:0x)?([0-9a-f]+)\b", end=r"(?:(?:bnd|notrack) )?(?:jmp|ret|ud2|hlt)\b",
    fused=r"vfmadd", multiply=r"v?mulps", add=r"v?addps", vector=r"%[xyz]mm\d",
    stack=r"\(%rsp", frame=r"\(%rbp", set_frame=r"mov\s+%rsp,%rbp")  # fmt: skip
ARM = Dialect(
    jump=r"(?:b|b\.\w+|cbn?z\s+\w+,|tbn?z\s+\w+, #\w+,)\s+([0-9a-f]+)\b", end=r"(?:b|br|ret|brk)(?:\s|$)",
    fused=r"fmla\s+v", multiply=r"fmul\s+v", add=r"fadd\s+v", vector=r"\b[qv]\d",
    stack=r"\[sp", frame=r"\[x29", set_frame=r"mov\s+x29, sp")  # fmt: skip

Loop = namedtuple("Loop", "first last size products spills reloads")


def disassembly(path):
    """What objdump says about an object or the kernels' member of a library; a text is taken as it is."""
    data = path.read_bytes()
    if data.startswith(b"!<arch>"):
        data = subprocess.run(["ar", "p", path, MEMBER], check=True, capture_output=True).stdout
    if not data.startswith(b"\x7fELF"):
        return data.decode()
    program = "aarch64-linux-gnu-objdump" if data[18] == AARCH64 else "objdump"
    with tempfile.NamedTemporaryFile(suffix=".o") as file:
        file.write(data)
        file.flush()
        command = [program, "-d", "-C", "--no-show-raw-insn", file.name]
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
    """`void tidegate::N_AVX2::Tile<tidegate::N_AVX2::Gru, 16ul>(…)` is Tile<Gru, 16>."""
    plain = re.sub(r"(?:\w+::)+|(?<=\d)ul\b", "", name.split("(")[0])
    return re.sub(r"^\w+ (?=\w+<)", "", plain)


def successors(code, dialect):
    """Places in `code` each instruction may go on to; what leaves the function is left out."""
    place = {address: i for i, (address, _) in enumerate(code)}
    edges = []
    for i, (_, text) in enumerate(code):
        jump = re.match(dialect.jump, text)
        goes = [] if re.match(dialect.end, text) or i + 1 == len(code) else [i + 1]
        if jump and int(jump[1], 16) in place:
            goes.append(place[int(jump[1], 16)])
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


def innermost_loops(code, dialect):
    """Sets of places: what lies on a way from the target of a jump backwards to that jump, without a loop inside."""
    forward = successors(code, dialect)
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


def measure(code, body, dialect):
    instructions = [code[place][1] for place in sorted(body)]
    framed = any(re.match(dialect.set_frame, text) for _, text in code)  # else it is a register like any other
    stack = re.compile(f"{dialect.stack}|{dialect.frame}" if framed else dialect.stack)
    fused, multiplied, added = (sum(re.match(name, text) is not None for text in instructions)
                                for name in (dialect.fused, dialect.multiply, dialect.add))  # fmt: skip
    touching = [text for text in instructions if stack.search(text)]
    spills = sum(re.search(dialect.vector, text) is not None for text in touching)
    return Loop(code[min(body)][0], code[max(body)][0], len(body), fused + min(multiplied, added), spills,
                len(touching) - spills)  # fmt: skip


def hot_loops(code, dialect):
    measured = (measure(code, body, dialect) for body in innermost_loops(code, dialect))
    return [loop for loop in measured if loop.products >= HOT]


def spilling(target, name, loops):
    return [f"{name} of {target}: the loop at {loop.first:x}–{loop.last:x} ({loop.products} products in {loop.size} "
            f"instructions) has {loop.spills} vector accesses to the stack: make the tile smaller, or inline less"
            for loop in loops if loop.spills]  # fmt: skip


def row(target, name, loops):
    products = sorted(loop.products for loop in loops)
    spills, reloads = sum(loop.spills for loop in loops), sum(loop.reloads for loop in loops)
    return f"{name:28} {target:5} {len(loops):9} {products[0]:5}–{products[-1]:<3} {spills:6} {reloads:7}"


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="object, library or disassembly")
    file = parser.parse_args(argv).file
    if not file.exists():
        parser.error(f"{file} is not there: build it first (cmake --build --preset release)")
    found = kernels(disassembly(file))
    hot = {target: 0 for target, _, _ in found}
    findings = []
    print(f"{'kernel':28} {'set':5} {'hot loops':>9} {'products':>9} {'spills':>6} {'reloads':>7}")
    for target, name, code in sorted(found, key=lambda kernel: kernel[:2]):
        loops = hot_loops(code, ARM if target == "NEON" else X86)
        hot[target] += len(loops)
        findings += spilling(target, name, loops)
        if loops:
            print(row(target, name, loops))
    findings += [f"{target}: no hot loop found, so nothing was checked" for target in sorted(hot) if not hot[target]]
    if not hot:
        findings.append("no function of an instruction set's namespace found, so nothing was checked")
    return house.report("hot loops", sum(hot.values()), findings)


if __name__ == "__main__":
    house.run(main)
