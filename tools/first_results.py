#!/usr/bin/env python3
"""Runs `tidegate` with its defaults on seven labelled public series and prints the table of docs/results.md.

usage: tools/first_results.py [--program build/release/tidegate] [--data ../shared/data] [--set key=value ...]

One configuration for all files; every model learns only from the leading (or separate) training part. Labels are read
here and nowhere else. A labelled window counts as hit if an event overlaps it; an event is false if it overlaps none.
Packed data sets are unpacked into a temporary folder (needs `zstd`).
"""
import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import time

NAB = ["machine_temperature_system_failure", "nyc_taxi", "ambient_temperature_system_failure"]
TELEMETRY = ["P-3", "T-3", "M-6"]
SKAB_SENSORS = ("Accelerometer1RMS,Accelerometer2RMS,Current,Pressure,Temperature,Thermocouple,Voltage,"
                "Volume Flow RateRMS")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/release/tidegate")
    parser.add_argument("--data", default="../shared/data", type=pathlib.Path)
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


def line(name, found, seconds, windows):
    first = found["trained_on"]["last"] + 1 if found["trained_on"] else 0
    scored = [window for window in windows if window[1] >= first]
    hit = sum(any(overlaps(event, window) for event in found["events"]) for window in scored)
    false = sum(not any(overlaps(event, window) for window in scored) for event in found["events"])
    per = false / max(1, found["rows"] - first) * 10000
    strongest = max(found["events"], key=lambda event: event["score"], default=None)
    inside = "–" if strongest is None else "yes" if any(overlaps(strongest, w) for w in scored) else "no"
    return (f"| {name} | {len(found['channels'])} | {first or 'separate'} | {found['rows'] - first} "
            f"| {hit} of {len(scored)} | {false} ({per:.1f}) | {inside} | {seconds:.1f} |")


def main():
    chosen = arguments()
    options = [word for one in chosen.set for word in ("--set", one)]
    print("| series | scored channels | training rows | scored rows | labelled windows hit | false events (per 10,000 rows) "
          "| strongest event in a window | seconds |\n|---|---|---|---|---|---|---|---|")
    for name in NAB:
        path = chosen.data / "nab/data/realKnownCause" / f"{name}.csv"
        print(line(f"NAB {name}", *detect(chosen.program, options, path), nab_windows(chosen.data, name)))
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        telemetry = unpack(chosen.data, "smap_msl", folder)
        for channel in TELEMETRY:
            started = time.monotonic()
            model = folder / f"{channel}.tidegate"
            run(chosen.program, "train", telemetry / f"train/{channel}.npy", "--model", model, "--quiet", *options)
            found, _ = detect(chosen.program, [], telemetry / f"test/{channel}.npy", "--model", model)
            print(line(f"SMAP/MSL {channel}", found, time.monotonic() - started, telemetry_labels(telemetry, channel)))
        bench = unpack(chosen.data, "skab", folder)
        path = bench / "valve1/0.csv"
        found, seconds = detect(chosen.program, options, path, "--channels", SKAB_SENSORS, "--train-part", 400)
        print(line("SKAB valve1/0", found, seconds, skab_labels(path)))


if __name__ == "__main__":
    main()
