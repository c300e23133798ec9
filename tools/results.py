#!/usr/bin/env python3
"""Runs detectors over the data sets of the field and writes what came out as tables: docs/results.md.

Usage: tools/results.py --program build/release/tidegate --data DIR --output RUNS [--only nab,ucr] [--slow] [--write]

DIR holds a folder for each data set, as published or packed. Each data set is one run of `tidegate eval`, in one
configuration a detector; RUNS keeps them, and a run that was stopped goes on where it was. --slow adds the
autoencoder and the two published recipes on a stated sample. --write puts the tables between the marks of docs/results.md.
"""

import argparse
import json
import math
import re
import subprocess
import sys
import time
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[1] / "docs/results.md"
NETS = ["gru-forecaster", "lstm-forecaster", "rnn-forecaster"]
RULES = ["composite", "difference", "zscore", "seasonal", "linear", "sub-pca", "neighbour", "isolation-forest"]
FLOORS = ["random", "constant"]
ACROSS = ["pca"]  # needs several channels; without neighbour, whose cost is that of one channel times their number
SLOW = ["gru-autoencoder", "keras-gru", "torch-rnn", "gru-forecaster", "random"]  # on a sample, beside each other
SAMPLE = 10  # series of it

# folder of DIR, name of the data set, several channels, published figures in the same metric: (who, metric, value, source)
SETS = [
    ("nab", "nab", False, [
        ("ARTime", "nab_standard", 74.9, "NAB scoreboard"),
        ("Numenta HTM", "nab_standard", 70.1, "NAB scoreboard"),
        ("windowed Gaussian", "nab_standard", 39.6, "NAB scoreboard"),
        ("random", "nab_standard", 11.0, "NAB scoreboard"),
    ]),
    ("smap_msl", "smap_msl", False, [
        ("telemanom, all 105 anomalies", "event_f1", 0.849, "telemanom, checked-in results"),
        ("telemanom, these channels", "event_f1", 2 * 61 / (2 * 61 + 7 + 14), "telemanom, checked-in results"),
    ]),
    ("ucr", "ucr", False, [
        ("matrix profile", "ucr_score", 0.528, "TSAD-UCR, all 250"),
        ("Deep SVDD", "ucr_score", 0.444, "TSAD-UCR, all 250"),
        ("convolutional autoencoder", "ucr_score", 0.292, "TSAD-UCR, all 250"),
    ]),
    ("smd", "smd", True, []),
    ("skab", "skab", True, []),
    ("mgab", "mgab", False, []),
    ("cloud_monitoring", "cloud", False, []),
    ("tsb_uad_sample", "tsb", False, []),
    ("merlion_synthetic", "merlion", False, []),
]  # fmt: skip

BEGIN, END = "<!-- made by tools/results.py -->", "<!-- end of what is made -->"


def run(arguments, folder, name, detectors, out, extra=()):
    """The summary of a run, done now or before; one that was stopped goes on."""
    summary = out / "summary.json"
    if summary.exists():
        done = json.loads(summary.read_text(encoding="utf-8"))
        if set(detectors) == set(done["detectors"]):
            return done
    command = [arguments.program, "eval", name, "--data", str(Path(arguments.data) / folder), "--detector",
               ",".join(detectors), "--output", str(out), "--resume", "--scores", "--quiet", *extra]  # fmt: skip
    begin = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    print(f"{name}: {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
    return json.loads(summary.read_text(encoding="utf-8"))


def number(value):
    if value is None or math.isnan(value):
        return "–"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def cell(detector, metric):
    text = number(detector["metrics"].get(metric))
    low, high = detector["intervals"].get(metric, (None, None))
    return text if low is None else f"{text} ({number(low)}–{number(high)})"


def headline(summary):
    first = next(iter(summary["detectors"].values()))["metrics"]
    wanted = ["ucr_score", "nab_standard_starts", "nab_standard", "nab_standard_logo_starts", "vus_pr", "event_f1",
              "event_f1_like_length", "affiliation_f1", "false_per_10k", "first_channel"]  # fmt: skip
    return [name for name in wanted if name in first]


def table(summary, anchors):
    metrics = headline(summary)
    lines = ["| detector | " + " | ".join(metrics) + " | seconds | MB | failed |", "|---" * (len(metrics) + 4) + "|"]
    order = sorted(summary["detectors"].items(), key=lambda item: -item[1]["metrics"].get(metrics[0], -math.inf))
    for name, detector in order:
        cells = [cell(detector, metric) for metric in metrics]
        lines.append(f"| `{name}` | {' | '.join(cells)} | {detector['seconds']:.0f} | {detector['peak_mb']:.0f} | "
                     f"{detector['failed']} |")  # fmt: skip
    for who, metric, value, source in anchors:
        cells = [number(value) if one == metric else "" for one in metrics]
        lines.append(f"| *{who}* ({source}) | {' | '.join(cells)} | | | |")
    return "\n".join(lines)


def section(summary, anchors, words=""):
    findings = "".join(f"- {(one['series'] + ': ') if one['series'] else ''}{one['text']}\n"
                       for one in summary["findings"])  # fmt: skip
    return (f"## {summary['title']}{words}\n\n{summary['series']} series; {summary['split']}. "
            f"{summary['wall_seconds']:.0f} s on two cores.\n\n{table(summary, anchors)}\n\n"
            + (f"Of the data:\n\n{findings}" if findings else ""))  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--program", "--data", "--output"):
        parser.add_argument(option, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    wanted = set(filter(None, arguments.only.split(",")))
    sections = []
    for folder, name, several, anchors in SETS:
        if wanted and name not in wanted:
            continue
        rules = [rule for rule in RULES if rule != "neighbour"] + ACROSS if several else RULES
        detectors = NETS + rules + FLOORS
        out = Path(arguments.output) / name
        sections.append(section(run(arguments, folder, name, detectors, out), anchors))
        if arguments.slow:
            sample = run(arguments, folder, name, SLOW, out.with_name(name + "-sample"), ["--limit", str(SAMPLE)])
            sections.append(section(sample, [], f": slow detectors on a sample of {sample['series']} series"))
    text = "\n".join(sections).rstrip() + "\n"
    if not arguments.write:
        print(text)
        return
    document = DOCUMENT.read_text(encoding="utf-8")
    made = re.compile(re.escape(BEGIN) + ".*" + re.escape(END), re.S)
    DOCUMENT.write_text(made.sub(lambda _: f"{BEGIN}\n\n{text}\n{END}", document), encoding="utf-8")


if __name__ == "__main__":
    main()
