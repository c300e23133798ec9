"""docs/benchmarks.md from the rows of a run."""

import textwrap
from pathlib import Path

from peers import LABELS

READING = Path(__file__).parent / "reading.md"  # written by hand, after a run

INTRODUCTION = """Written by `./bench`. Contestants alternate in one run. Times are medians. Ratios are medians of
each round's own ratio, theirs divided by ours. Ours are checked against `kernels/ref` before anything is timed. One
thread unless stated otherwise. *Spread* is the quartile distance of ours as a share of the median. Peers flush
denormals to zero. *Limit* is the fraction of the best possible speed of this machine, by the formulas in
[limits.py](../benchmarks/limits.py) and the constants below, which are measured at the start of the run. *Product* is
the fraction of the rate of PyTorch's plain 1024³ matrix product on one thread."""
CONSTANTS = [
    ("multiply-adds, from registers", "fma_gflops", "GFLOP/s"),
    ("σ, per element", "sigmoid_ns", "ns"),
    ("tanh, per element", "tanh_ns", "ns"),
    ("chain σ → · → tanh → blend", "chain_ns", "ns"),
    ("one cycle", "cycle_ns", "ns"),
]


def wrapped(words):
    return textwrap.wrap(" ".join(words.split()), 120, break_on_hyphens=False)


def number(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def share(row, key):
    return f"{100 * row[key]:.0f} %" if key in row else ""


def multiple(ratio):
    return f"{ratio:.0f}×" if ratio >= 10 else f"{ratio:.2g}×"


def table(rows):
    """One row of each result; a column for each peer any of them has, and for shares where there are some."""
    peers = list(dict.fromkeys(key for row in rows for key in row["peers"]))
    columns = [("limit", "limit_fraction"), ("product", "matrix_product_fraction")]
    columns = [(title, key) for title, key in columns if any(key in row for row in rows)]
    titles = ["work", "ours", "spread", *(title for title, _ in columns), *(LABELS.get(key, key) for key in peers)]
    lines = ["| " + " | ".join(titles) + " |", "|" + "---|" * len(titles)]
    for row in rows:
        cells = [row["name"], f"{number(row['ours'])} {row['unit']}", share(row, "spread")]
        cells += [share(row, key) for _, key in columns]
        for key in peers:
            there = key in row["peers"]
            cells.append(f"{number(row['peers'][key])} ({multiple(row['ratio'][key])})" if there else "")
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def machine_lines(about):
    versions = ", ".join(f"{LABELS[key]} {version}" for key, version in about["peers"].items()) or "no peers"
    product = about["matrix_product_gflops"]
    lines = wrapped(f"{about['date']}, {about['cpu']}, {about['cores']} cores, {about['isa']}; {versions}.")
    lines += ["", "| of one core | |", "|---|---|"]
    for words, key, unit in CONSTANTS:
        lines.append(f"| {words} | {number(about['constants'][key])} {unit} |")
    loads = about["constants"]["loads"]
    sizes, rates = ", ".join(str(size >> 10) for size, _ in loads), ", ".join(number(rate) for _, rate in loads)
    lines.append(f"| loads from {sizes} KiB | {rates} bytes/ns |")
    if product:
        lines.append(f"| plain 1024³ matrix product | {number(product)} GFLOP/s |")
    return lines


def page(about, sections):
    """`sections`: (title, words, rows)."""
    lines = ["# Benchmarks", "", *wrapped(INTRODUCTION), "", *machine_lines(about)]
    for title, words, rows in sections:
        if rows:
            lines += ["", f"## {title}", "", *wrapped(words), "", *table(rows)]
    return "\n".join([*lines, "", READING.read_text()])
