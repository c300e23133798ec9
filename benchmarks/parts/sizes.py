"""How cost grows with the number of series and of rows."""

import json
import subprocess

from contest import Item, Worker, alternate, result

TITLE = "Cost against size"
WORDS = """The first rows are a pool of univariate GRU-32 detectors with rows in random order: time per row. The
others are `tidegate score` on a CSV file with time stamps, from start to end of the process: time per row and peak
memory. Both should be level: no cost that grows with the number of series, no memory that grows with the length of a
file."""
SERIES = [10**3, 10**4, 10**5, 10**6]
FILE_ROWS = [10**4, 10**5, 10**6, 10**7]


def pool(bench, count):
    with Worker(bench.worker.program) as worker:
        job = worker.prepare(f"pool 32 {count} random")
        repeats = max(3, 10**5 // count)
        run = {"ours": lambda: 1e9 * worker.best(job, repeats) / count}
        row = result(f"pool of {count:,} series, GRU 32", "ns", alternate(run, bench.count(7)))
    return [row | bench.limits.shares(row["ours"] / 1e9, bench.limits.stream("gru", 1, 32, 1), 0)]


def timed(bench, *command, output="/dev/null"):
    """What the program `timed` says of a command: seconds, peak_mib."""
    answer = subprocess.run(
        [bench.programs / "timed", output, *map(str, command)], check=True, capture_output=True, text=True
    )
    told = json.loads(answer.stdout)
    if told["status"] != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: status {told['status']}\n{answer.stderr}")
    return told


def csv_file(bench, rows):
    path = bench.folder / f"rows-{rows}.csv"
    subprocess.run([bench.programs / "read_csv", path, str(rows)], check=True, stdout=subprocess.DEVNULL)
    return path


def model_file(bench):
    path = bench.folder / "sizes.tidegate"
    series = csv_file(bench, 5000)
    timed(bench, bench.command, "train", series, "--model", path, "--epochs", 2, "--quiet")
    series.unlink()
    return path


def score(bench, rows):
    model, series = model_file(bench), csv_file(bench, rows)
    command = (bench.command, "score", series, "--model", model, "--quiet")
    rounds = bench.count(3, 1) if rows > 10**6 else bench.count(5)
    turns = [timed(bench, *command) for _ in range(rounds + 1)][1:]
    series.unlink()
    name = f"score a file of {rows:,} rows"
    return [
        result(f"{name}, time a row", "ns", {"ours": [1e9 * turn["seconds"] / rows for turn in turns]}),
        result(f"{name}, peak memory", "MiB", {"ours": [turn["peak_mib"] for turn in turns]}),
    ]


def items(bench):
    for count in SERIES:
        yield Item(f"pool of {count:,} series", 4 + count / 40000, lambda count=count: pool(bench, count))
    for rows in FILE_ROWS:
        yield Item(f"score a file of {rows:,} rows", 2 + rows / 150000, lambda rows=rows: score(bench, rows))
