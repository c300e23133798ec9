#!/usr/bin/env python3
"""Runs `tidegate` with its defaults on seven labelled public series and prints the tables of docs/results.md.

usage: tools/first_results.py [--program build/release/tidegate] [--data ../shared/data] [--set key=value ...]
                              [--nets [--only WORD]]

--nets: every net with its own defaults, a line each, beside two rules that need no training: rows drawn at random (as
many events as the default detector found, mean of 1,000 draws) and a moving z-score (64 rows, 8 deviations).

One configuration for all files; every model learns only from the leading (or separate) training part. Labels are read
here and nowhere else. A labelled window counts as hit if an event overlaps it; an event is false if it overlaps none.
Packed data sets are unpacked into a temporary folder (needs `zstd`).
"""
import argparse
import csv
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import numpy

NAB = ["machine_temperature_system_failure", "nyc_taxi", "ambient_temperature_system_failure"]
TELEMETRY = ["P-3", "T-3", "M-6"]
SKAB_SENSORS = ("Accelerometer1RMS,Accelerometer2RMS,Current,Pressure,Temperature,Thermocouple,Voltage,"
                "Volume Flow RateRMS")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/release/tidegate")
    parser.add_argument("--data", default="../shared/data", type=pathlib.Path)
    parser.add_argument("--nets", action="store_true", help="the table of all nets")
    parser.add_argument("--only", default="", help="of the table of all nets the lines with this word")
    parser.add_argument("--set", action="append", default=[], help="an option of the detector as key=value")
    return parser.parse_args()


def unpack(data, name, folder):
    archive = data / name / f"{name}.tar.zst"
    subprocess.run(["tar", "--zstd", "-xf", archive, "-C", folder], check=True)
    return folder / name


def run(program, *words):
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}\n{done.stderr}")
    return done.stdout


def detect(program, options, *words):
    started = time.monotonic()
    found = json.loads(run(program, "detect", *words, "--quiet", "--format", "json", *options))
    return found, time.monotonic() - started


def nab_windows(data, name):
    rows = list(csv.DictReader(open(data / "nab/data/realKnownCause" / f"{name}.csv")))
    windows = json.load(open(data / "nab/labels/combined_windows.json"))[f"realKnownCause/{name}.csv"]
    stamps = [row["timestamp"] for row in rows]
    inside = [[i for i, stamp in enumerate(stamps) if first[:19] <= stamp <= last[:19]] for first, last in windows]
    return [(rows_in[0], rows_in[-1]) for rows_in in inside]


def runs_of_ones(flags):
    runs = []
    for row, flag in enumerate(flags):
        if flag and runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        elif flag:
            runs.append([row, row])
    return [tuple(one) for one in runs]


def skab_labels(path):
    return runs_of_ones([float(row["anomaly"]) > 0 for row in csv.DictReader(open(path), delimiter=";")])


def telemetry_labels(folder, channel):
    for row in csv.DictReader(open(folder / "labeled_anomalies.csv")):
        if row["chan_id"] == channel:
            return [tuple(one) for one in json.loads(row["anomaly_sequences"])]
    sys.exit(f"no labels for {channel}")


def overlaps(event, window):
    return event["start_index"] <= window[1] and event["end_index"] >= window[0]


def judged(found, windows):
    """First scored row, windows in the scored rows, those hit, and events outside of all."""
    first = found["trained_on"]["last"] + 1 if found["trained_on"] else 0
    scored = [window for window in windows if window[1] >= first]
    hit = sum(any(overlaps(event, window) for event in found["events"]) for window in scored)
    false = sum(not any(overlaps(event, window) for window in scored) for event in found["events"])
    return first, scored, hit, false


def line(name, found, seconds, windows):
    first, scored, hit, false = judged(found, windows)
    per = false / max(1, found["rows"] - first) * 10000
    strongest = max(found["events"], key=lambda event: event["score"], default=None)
    inside = "–" if strongest is None else "yes" if any(overlaps(strongest, w) for w in scored) else "no"
    return (f"| {name} | {len(found['channels'])} | {first or 'separate'} | {found['rows'] - first} "
            f"| {hit} of {len(scored)} | {false} ({per:.1f}) | {inside} | {seconds:.1f} |")


def all_series(chosen, folder):
    """Name, a function that detects with given options, labelled windows, and the rows of the scored file."""
    for name in NAB:
        path = chosen.data / "nab/data/realKnownCause" / f"{name}.csv"
        values = [[float(row["value"])] for row in csv.DictReader(open(path))]
        yield f"NAB {name}", lambda options, path=path: detect(chosen.program, options, path), nab_windows(chosen.data, name), values
    for channel in TELEMETRY:
        def detect_channel(options, channel=channel):
            started = time.monotonic()
            model = folder / f"{channel}.tidegate"
            run(chosen.program, "train", folder / f"smap_msl/train/{channel}.npy", "--model", model, "--quiet", *options)
            found, _ = detect(chosen.program, [], folder / f"smap_msl/test/{channel}.npy", "--model", model)
            return found, time.monotonic() - started

        values = numpy.load(folder / f"smap_msl/test/{channel}.npy").tolist()
        yield f"SMAP/MSL {channel}", detect_channel, telemetry_labels(folder / "smap_msl", channel), values
    path = folder / "skab/valve1/0.csv"
    rows = csv.DictReader(open(path), delimiter=";")
    values = [[float(row[name]) for name in SKAB_SENSORS.split(",")] for row in rows]
    yield ("SKAB valve1/0", lambda options: detect(chosen.program, options, path, "--channels", SKAB_SENSORS, "--train-part", 400),
           skab_labels(path), values)


def moving_z_score(values, first):
    """Events of rows 8 deviations from the mean of the 64 before them, in any channel; merged over 30 rows."""
    flagged = []
    for t in range(max(first, 64), len(values)):
        for c in range(len(values[0])):
            before = [row[c] for row in values[t - 64:t]]
            mean = sum(before) / 64
            deviation = (sum((v - mean) ** 2 for v in before) / 64) ** 0.5
            if abs(values[t][c] - mean) > 8 * max(deviation, 1e-9):
                flagged.append(t)
                break
    events = []
    for t in flagged:
        if events and t - events[-1]["end_index"] <= 30:
            events[-1]["end_index"] = t
        else:
            events.append({"start_index": t, "end_index": t})
    return events


def random_hits(found, windows, draws=1000):
    """Windows hit and false events of as many rows, each drawn among the scored ones; means."""
    first, scored, _, _ = judged(found, windows)
    draw = random.Random(1)
    hits = false = 0
    for _ in range(draws):
        rows = [draw.randrange(first, found["rows"]) for _ in found["events"]]
        hits += sum(any(w[0] <= row <= w[1] for row in rows) for w in scored)
        false += sum(not any(w[0] <= row <= w[1] for w in scored) for row in rows)
    return hits / draws, false / draws


NETS = [("gru-forecaster", []), ("lstm-forecaster", []), ("rnn-forecaster", []), ("rnn-relu-forecaster", []),
        ("gru-forecaster", ["horizon=5"]), ("gru-forecaster", ["loss=likelihood", "score=likelihood"]),
        ("gru-forecaster", ["smoothing=centred-mean:5"]), ("gru-autoencoder", []),
        ("gru-autoencoder", ["overlap=mean"]), ("gru-autoencoder", ["overlap=median"]),
        ("gru-autoencoder", ["overlap=max"]), ("lstm-autoencoder", []), ("keras-gru", []), ("torch-rnn", [])]


def nets_table(chosen, series):
    rows = {name: [] for name in ["rows at random", "moving z-score"]}
    seconds = {}
    for detector, extra in NETS:
        label = " ".join([f"`{detector}`", *(f"`{one}`" for one in extra)])
        if chosen.only not in label and (detector, extra) != NETS[0]:
            continue
        options = [word for one in [f"detector={detector}", *extra, *chosen.set] for word in ("--set", one)]
        for name, detect_with, windows, values in series:
            found, spent = detect_with(options)
            first, scored, hit, false = judged(found, windows)
            rows.setdefault(label, []).append((hit, false, len(scored)))
            seconds[label] = seconds.get(label, 0) + spent
            if label == f"`{NETS[0][0]}`":
                rows["rows at random"].append((*random_hits(found, windows), len(scored)))
                simple = {**found, "events": moving_z_score(values, first)}
                rows["moving z-score"].append((*judged(simple, windows)[2:], len(scored)))
        print(label, rows[label], file=sys.stderr)
    print("| detector | " + " | ".join(f"{name.split()[-1]}<br>of {one[2]}" for (name, *_), one in zip(series, rows["moving z-score"]))
          + " | hit | false events | seconds |\n|---|" + "---|" * (len(series) + 3))
    for label, cells in rows.items():
        total, false, windows = (sum(cell[i] for cell in cells) for i in range(3))
        spent = f"{seconds[label]:.0f}" if label in seconds else "–"
        print(f"| {label} | " + " | ".join(f"{h:.3g}, {f:.3g}" for h, f, _ in cells)
              + f" | {total:.3g} of {windows} | {false:.3g} | {spent} |")


def main():
    chosen = arguments()
    options = [word for one in chosen.set for word in ("--set", one)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for name in ("smap_msl", "skab"):
            unpack(chosen.data, name, folder)
        series = list(all_series(chosen, folder))
        if chosen.nets:
            return nets_table(chosen, series)
        print("| series | scored channels | training rows | scored rows | labelled windows hit | false events (per 10,000 rows) "
              "| strongest event in a window | seconds |\n|---|---|---|---|---|---|---|---|")
        for name, detect_with, windows, _ in series:
            print(line(name, *detect_with(options), windows))


if __name__ == "__main__":
    main()
