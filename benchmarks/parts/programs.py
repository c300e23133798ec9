"""Whole programs, from a file to scores: ours, PyOD's LSTMAD and Darts' RNNModel."""

import itertools
import json
import math
import random
import statistics
import subprocess
import sys
from pathlib import Path

from contest import Item, alternate, result
from parts.sizes import timed

TITLE = "Whole programs"
WORDS = """An LSTM of 2×64 units is trained on 3,400 points of a noisy sum of sines (window 50) and scores the 22,695
points after them, with two threads. Every program reads the same two files and ends with scores. Ours is `tidegate
train` and `tidegate score`. *Like with like*: separate windows, batches of 32, Adam at 0.001, five epochs, no row
held back, as in PyOD; Darts learns from every step of a window. *Carried state*: our defaults, which stop early by
themselves. *Short*: chunks of 16 rows, 8 side by side, 20 epochs, found by trying nineteen settings on these files.
*Start* is the interpreter and its imports; ours is part of every figure. The error is the mean squared error of
predicting each scored point, in units of the training points' deviation; the noise alone would give the last row's
value. Seeds change the error more than programs do, so every round has another seed. Points were scaled by the
training points' mean and deviation before PyOD and Darts see them."""
TRAINING, SCORING, WINDOW, NOISE = 3400, 22695, 50, 0.1
NETWORK = ["--cell", "lstm", "--hidden", "64,64", "--window", WINDOW, "--threads", 2, "--quiet"]
WAYS = {
    "like with like": [
        "--chunk", 0, "--batch", 32, "--learning-rate", 0.001, "--epochs", 5, "--patience", 0, "--validation", 0,
        "--clip-norm", 0,
    ],
    "carried state": [],
    "carried state, short": ["--chunk", 16, "--batch", 8, "--epochs", 20],
}  # fmt: skip
FIGURES = [  # key, what the page says, unit
    ("start", "start", "s"), ("fit", "fit", "s"), ("start_fit", "start and fit", "s"), ("score", "score", "s"),
    ("start_score", "start and score", "s"), ("peak_mib", "peak memory", "MiB"), ("error", "error", "σ²"),
]  # fmt: skip


def write_series(bench):
    """Two files with one column `value`, already in units of the training part."""
    noise, values = random.Random(7), []
    for t in range(TRAINING + SCORING):
        waves = math.sin(2 * math.pi * t / 47) + 0.6 * math.sin(2 * math.pi * t / 211 + 1)
        values.append(waves + noise.gauss(0, NOISE))
    mean, deviation = statistics.fmean(values[:TRAINING]), statistics.pstdev(values[:TRAINING])
    files = []
    for name, part in (("training", values[:TRAINING]), ("scoring", values[TRAINING:])):
        path = bench.folder / f"programs-{name}.csv"
        path.write_text("value\n" + "".join(f"{(value - mean) / deviation:.6f}\n" for value in part))
        files.append(path)
    return *files, (NOISE / deviation) ** 2


def own_error(scores):
    """From `tidegate score --detail`; the scaling of the files is the one the error is told in."""
    squares = []
    with open(scores) as lines:
        header = next(lines).rstrip("\n").split(",")
        value, expected = header.index("value"), header.index("value.expected")
        for line in lines:
            fields = line.rstrip("\n").split(",")
            if fields[expected]:
                squares.append((float(fields[value]) - float(fields[expected])) ** 2)
    return statistics.fmean(squares)


def own(bench, training, scoring, seed, options):
    model, scores = bench.folder / "programs.tidegate", bench.folder / "programs-scores.csv"
    start = timed(bench, bench.command, "--version")
    fit = timed(bench, bench.command, "train", training, "--model", model, "--seed", seed, *NETWORK, *options)
    score = timed(bench, bench.command, "score", scoring, "--model", model, "--detail", "--quiet", output=scores)
    return {
        "start": start["seconds"], "fit": fit["seconds"], "score": score["seconds"],
        "start_fit": fit["seconds"], "start_score": score["seconds"], "peak_mib": max(fit["peak_mib"], score["peak_mib"]),
        "error": own_error(scores),
    }  # fmt: skip


def peer(bench, name, training, scoring, seed):
    program = Path(__file__).parent.parent / "peers" / f"{name}_program.py"
    output = bench.folder / f"programs-{name}.json"
    whole = timed(bench, sys.executable, program, training, scoring, seed, output=output)
    told = json.loads(output.read_text().splitlines()[-1])
    told |= {"start_fit": told["start"] + told["fit"], "start_score": told["start"] + told["score"]}
    return told | {"peak_mib": whole["peak_mib"]}


def programs(bench):
    training, scoring, floor = write_series(bench)
    # Errors depend on the seed more than on the program: every round has another one, the same number for all.
    seeds = {name: itertools.count(1) for name in (*WAYS, "pyod", "darts")}
    contestants = {}
    for way, options in WAYS.items():
        contestants[way] = lambda way=way, options=options: own(bench, training, scoring, next(seeds[way]), options)
    for name in ("pyod", "darts"):
        if name in bench.peers:
            contestants[name] = lambda name=name: peer(bench, name, training, scoring, next(seeds[name]))
    samples = alternate(contestants, bench.count(5, 1), warm_up=False)
    rows = []
    for way in WAYS:
        for key, words, unit in FIGURES:
            series = {("ours" if name == way else name): [turn[key] for turn in turns]
                      for name, turns in samples.items() if name == way or name not in WAYS}  # fmt: skip
            rows.append(result(f"{way}: {words}", unit, series))
    return [*rows, result("error of a perfect prediction", "σ²", {"ours": [floor]})]


def items(bench):
    yield Item("whole programs", 200, lambda: programs(bench))
