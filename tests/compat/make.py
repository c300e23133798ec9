#!/usr/bin/env python3
"""Writes the model files of one version and what they score: tests/compat/make.py PROGRAM FOLDER

Run once for a release, with its program; the folder is named after the version. compat_test.cpp loads every folder's
models with today's library and asks for the same bits. Scores are those of the reference kernels, which are the same
on all machines; scores.csv has a threshold where it differs from that of the row before.
"""

import csv
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

SMALL = "--hidden 4 --window 8 --epochs 2 --threads 1".split()

MODELS = {
    "gru": "",
    "lstm-two-layers": "--cell lstm --hidden 4,3 --dropout 0.1",
    "rnn": "--cell rnn --missing previous --scaler minmax",
    "rnn-relu": "--cell rnn-relu --missing linear --scaler robust",
    "three-rows-ahead": "--horizon 3",
    "gaussian": "--loss likelihood --score likelihood",
    "last-row": "--target last --hidden 2",
    "window-state": "--state window",
    "keras-gru": "--detector keras-gru --hidden 4,3 --window 8",
    "torch-rnn": "--detector torch-rnn --threshold-data training --hidden 4,3 --window 8",
    "autoencoder": "--detector gru-autoencoder",
    "two-way-autoencoder": "--detector lstm-autoencoder --bidirectional --hidden 3,2",
    "median-of-windows": "--detector gru-autoencoder --overlap median",
    "centred-mean": "--smoothing centred-mean:7",
    "classifier": "--detector gru-classifier",
    "classifier-of-windows": "--detector gru-classifier --target window",
    "inputs-only": "--inputs-only b",
    "features": "--features calendar,fourier,rolling:9,difference",
    "rolling-twice": "--features rolling:5,rolling:9 --missing mean",
    "log": "--transform log",
    "no-kinds": "--kinds off --score squared --smoothing none",
    "spot": "--threshold spot:1e-2",
    "dspot": "--threshold dspot:1e-2,20",
    "dynamic": "--threshold dynamic:100",
    "best-f1": "--threshold best-f1",
    "events": "--merge-gap 3 --min-duration 2 --cooldown 4 --direction up --min-deviation 0.25",
    "keys": "--key who",
    "composite": "--detector composite",
    "net-and-scorers": "--scorers net,range,stuck:12,missing",
    "mean-of-scorers": "--scorers difference,zscore:20,seasonal:24 --aggregation mean",
}


def rows(count, seed, odd):
    """time, who, a, b, label: two daily waves, hourly, in the zone of Berlin; a hole and stretches that are off."""
    noise = random.Random(seed)
    for row in range(count):
        day, hour = divmod(row, 24)
        a = 10 + math.sin(2 * math.pi * row / 24) + noise.gauss(0, 0.05)
        b = 3 + math.cos(2 * math.pi * row / 24) + noise.gauss(0, 0.05)
        is_odd = any(first <= row <= last for first, last in odd)
        yield [
            f"2024-05-{day + 1:02}T{hour:02}:00:00+02:00",
            "pump" if row % 2 else "valve",
            "" if row == 30 else f"{a + 4 * is_odd:.4f}",
            f"{b:.4f}",
            int(is_odd),
        ]


def write_rows(path, lines, with_key):
    with open(path, "w", newline="", encoding="utf-8") as out:
        table = csv.writer(out, lineterminator="\n")
        keep = lambda line: line if with_key else line[:1] + line[2:]  # noqa: E731
        table.writerow(keep(["time", "who", "a", "b", "label"]))
        table.writerows(keep(line) for line in lines)


def main(program, folder):
    program, folder = pathlib.Path(program).resolve(), pathlib.Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"TIDEGATE_ISA": "reference"}

    def tidegate(*words, at=folder):  # a model holds the name of its training file: no path of one machine
        done = subprocess.run([program, *map(str, words)], env=environment, cwd=at, capture_output=True, text=True,
                              check=False)  # fmt: skip
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(map(str, words))}\n{done.stderr}")
        return done.stdout

    write_rows(folder / "input.csv", rows(80, 7, [(60, 62)]), False)
    columns = {}
    with tempfile.TemporaryDirectory() as scratch:
        training = pathlib.Path(scratch) / "training.csv"
        for name, words in MODELS.items():
            odd = [(40, 41), (70, 72), (100, 101), (130, 131)]
            write_rows(training, rows(150, 3, odd), name == "keys")
            labels = [] if name == "keys" else ["--label", "label"]
            model = folder / f"{name}.tidegate"
            tidegate("train", training.name, "--model", model, "--channels", "a,b", *labels, *options(words), at=scratch)
            scored = pathlib.Path(scratch) / "scores.csv"
            scored.write_text(tidegate("score", folder / "input.csv", "--model", model, *no_key(name)), encoding="utf-8")
            with open(scored, encoding="utf-8") as lines:
                columns[name] = [(line["score"], line["threshold"]) for line in csv.DictReader(lines)]
    with open(folder / "scores.csv", "w", newline="", encoding="utf-8") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["model", "row", "score", "threshold"])
        for name, scores in columns.items():
            before = None
            for row, (score, threshold) in enumerate(scores):
                if not score:
                    continue
                table.writerow([name, row, score, "" if threshold == before else threshold])
                before = threshold


def options(words):
    """The small sizes, unless the model has its own."""
    own = words.split()
    pairs = [SMALL[i : i + 2] for i in range(0, len(SMALL), 2)]
    return own + [word for pair in pairs if pair[0] not in own for word in pair]


def no_key(name):
    return ["--key", "none"] if name == "keys" else []


if __name__ == "__main__":
    main(*sys.argv[1:])
