#!/usr/bin/env python3
"""Does a network trained on other series need fewer rows? Learning curves on NAB, fresh against `train --from`.

usage: tools/transfer_curves.py [--program build/release/tidegate] [--data ../shared/data] [--seeds 3]

One detector is trained on all series of a source group (`train FOLDER --shared`), each brought to mean 0 and deviation 1
beforehand, because one detector has one scaler; no target belongs to the group. On each
target series a detector is trained on the first N rows, once from fresh weights and once from that detector's, and both
forecast the last 40 % of the rows. The figure is the mean absolute error there in units of the mean absolute step from
row to row: 1 = no better than the value before. Medians over target series and seeds; the anomalies stay in.
"""
import argparse
import csv
import pathlib
import statistics
import subprocess
import tempfile

SIZES = [60, 100, 200, 400, 600]
SOURCE = "realAWSCloudwatch"
TARGETS = ["realTraffic", "realAdExchange", "realKnownCause"]


def run(program, *words):
    done = subprocess.run([str(program), *map(str, words), "--quiet"], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, words))}\n{done.stderr}")
    return done.stdout


def relative_error(program, model, path):
    rows = list(csv.DictReader(run(program, "score", path, "--model", model, "--detail").splitlines()))
    rows = rows[int(0.6 * len(rows)):]
    errors = [abs(float(r["value"]) - float(r["value.expected"])) for r in rows if r["value.expected"]]
    steps = [abs(float(b["value"]) - float(a["value"])) for a, b in zip(rows, rows[1:])]
    return statistics.mean(errors) / statistics.mean(steps)


def standardised(path, into):
    rows = list(csv.DictReader(open(path)))
    values = [float(row["value"]) for row in rows]
    mean, deviation = statistics.mean(values), statistics.pstdev(values) or 1
    lines = [f"{row['timestamp']},{(value - mean) / deviation:.6f}" for row, value in zip(rows, values)]
    into.write_text("timestamp,value\n" + "\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/release/tidegate")
    parser.add_argument("--data", default="../shared/data", type=pathlib.Path)
    parser.add_argument("--seeds", default=3, type=int)
    chosen = parser.parse_args()
    groups = chosen.data / "nab/data"
    targets = [path for group in TARGETS for path in sorted((groups / group).glob("*.csv"))]
    print(f"Source: {SOURCE}; {len(targets)} target series of {', '.join(TARGETS)}; {chosen.seeds} seeds.\n")
    print("| rows | fresh | from other series | smaller error in |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        source, model = pathlib.Path(scratch) / "source.tidegate", pathlib.Path(scratch) / "m.tidegate"
        folder = pathlib.Path(scratch) / "standardised"
        folder.mkdir()
        for path in (groups / SOURCE).glob("*.csv"):
            standardised(path, folder / path.name)
        run(chosen.program, "train", folder, "--shared", "--channels", "value", "--resample", "5m", "--model", source)
        for size in SIZES:
            pairs = []
            for path in targets:
                for seed in range(1, chosen.seeds + 1):
                    both = []
                    for start in ([], ["--from", source]):
                        run(chosen.program, "train", path, "--train-part", size, "--seed", seed, "--model", model, *start)
                        both.append(relative_error(chosen.program, model, path))
                    pairs.append(both)
            fresh, taken = (statistics.median(pair[i] for pair in pairs) for i in range(2))
            better = sum(pair[1] < pair[0] for pair in pairs)
            print(f"| {size} | {fresh:.3f} | {taken:.3f} | {better} of {len(pairs)} |", flush=True)


if __name__ == "__main__":
    main()
