#!/usr/bin/env python3
"""What `--features` and `--transform` gain and cost: the default detector with and without, as docs/features.md has it.

    tools/feature_gains.py build/release/tidegate [FOLDER]

Artificial series are made here, the example series taken along; of FOLDER (a checkout of the Numenta Anomaly Benchmark,
its `data`), if given, some public ones. Uses `tidegate compare`: error on rows not learned from, planted anomalies
found, events told where none was planted."""

import argparse
import json
import math
import pathlib
import random
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
COLUMNS = {
    "features": ["none", "calendar", "fourier", "rolling:24", "difference", "auto"],
    "transform": ["none", "log", "auto"],
}
SEEDS = [1, 2, 3]
PUBLIC = [
    "realKnownCause/nyc_taxi.csv",
    "realKnownCause/ambient_temperature_system_failure.csv",
    "realTraffic/speed_7578.csv",
    "realAWSCloudwatch/elb_request_count_8c0756.csv",
    # Not looked at before the rules of auto were settled:
    "artificialNoAnomaly/art_daily_small_noise.csv",
    "realTraffic/occupancy_6005.csv",
    "realAWSCloudwatch/ec2_cpu_utilization_5f5533.csv",
    "realTweets/Twitter_volume_AAPL.csv",
    "realKnownCause/machine_temperature_system_failure.csv",
    "realAWSCloudwatch/ec2_network_in_257a54.csv",
    "realTweets/Twitter_volume_KO.csv",
    "realKnownCause/rogue_agent_key_hold.csv",
]


def stamp(minutes):
    days, rest = divmod(minutes, 1440)
    month, day = divmod(days, 28)
    return f"2024-{month + 1:02d}-{day + 1:02d}T{rest // 60:02d}:{rest % 60:02d}:00Z"


def weekly(rows=3000):
    """Hourly rows of a load: days of one shape, weekends at two fifths."""
    draw = random.Random(1)
    for t in range(rows):
        hour, day = t % 24, t // 24 % 7
        level = 40 + 25 * math.sin(2 * math.pi * (hour - 8) / 24) + 8 * math.sin(4 * math.pi * (hour - 5) / 24)
        yield stamp(60 * t), level * (0.4 if day >= 5 else 1) + draw.gauss(0, 2)


def counts(rows=3000):
    """Quarters of an hour of a queue: Poisson counts about a daily course."""
    draw = random.Random(2)
    for t in range(rows):
        rate = math.exp(1.5 + 1.2 * math.sin(2 * math.pi * t / 96))
        left, count = math.exp(-rate), -1
        product = 1.0
        while product > left:
            product *= draw.random()
            count += 1
        yield stamp(15 * t), count


def cycle(rows=3000):
    """A machine's cycle of 150 minutes, a pulse in it, much noise."""
    draw = random.Random(3)
    for t in range(rows):
        phase = t % 150 / 150
        yield stamp(t), (3 if 0.6 < phase < 0.7 else 0) + math.sin(2 * math.pi * phase) + draw.gauss(0, 0.4)


def wander(rows=3000):
    """Hourly rows of a level that wanders: nothing to foresee but the value before."""
    draw = random.Random(4)
    level = 0.0
    for t in range(rows):
        level += draw.gauss(0, 1)
        yield stamp(60 * t), level


def series(work, public):
    for maker in (weekly, counts, cycle, wander):
        file = work / f"{maker.__name__}.csv"
        file.write_text("time,value\n" + "".join(f"{time},{value:.5g}\n" for time, value in maker()))
        yield maker.__name__, file
    for name in ("arterial-pressure", "water-flow"):
        yield name, ROOT / "examples/data" / f"{name}.csv"
    for name in PUBLIC if public else []:
        if (public / name).exists():
            yield pathlib.Path(name).stem, public / name


def compare(program, file, option, value, seed):
    """None where it does not fit the rows (calendar without times)."""
    command = [program, "compare", file, "--detectors", "gru-forecaster", f"--{option}", value, "--seed", str(seed),
               "--threads", "1", "--format", "json", "--quiet"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 2:
        return None
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)["detectors"]["gru-forecaster"]


def cell(runs):
    if None in runs:
        return "–"
    errors = [run["error"] for run in runs]
    found = sum(kind["found"] for run in runs for kind in run["planted"].values())
    planted = sum(kind["planted"] for run in runs for kind in run["planted"].values())
    events = sum(run["events"] for run in runs)
    return f"{sum(errors) / len(errors):.3f} ±{(max(errors) - min(errors)) / 2:.3f}, {found}/{planted}, {events}"


def table(program, files, option):
    values = COLUMNS[option]
    costs = {value: [] for value in values}
    print(f"| --{option} | " + " | ".join(values) + " |\n|---|" + "---|" * len(values))
    for name, file in files:
        cells = []
        for value in values:
            runs = [compare(program, file, option, value, seed) for seed in SEEDS]
            costs[value] += [run["row_ns"] for run in runs if run]
            cells.append(cell(runs))
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
    middle = [f"{sorted(times)[len(times) // 2]:.0f} ns" for times in costs.values()]
    print("| a row takes | " + " | ".join(middle) + " |\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        files = list(series(pathlib.Path(work), given.folder))
        for option in COLUMNS:
            table(given.program, files, option)


if __name__ == "__main__":
    main()
