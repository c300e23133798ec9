"""How contestants are timed beside one another: in turns, in one run, so that a busy moment of the machine hits all."""

import json
import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from typing import Callable

LARGEST_ERROR = 1e-4
LARGEST_SPREAD = 0.5  # of a peer's samples, before a row is told with a doubt


class Worker:
    """A process that prepares jobs and runs them on request: ours (worker.cpp) or a peer's that speaks the same way."""

    def __init__(self, program, isa=None, **environment):
        environment = {**os.environ, **environment, **({"TIDEGATE_ISA": isa} if isa else {})}
        self.program = program
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def ask(self, request):
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.program} ended at: {request}")
        return json.loads(answer)

    def prepare(self, request):
        job = self.ask(request)
        if job.get("error", 0) > LARGEST_ERROR:
            raise RuntimeError(f"{request}: differs from the reference by {job['error']:.1e}; nothing is timed")
        return job

    def run(self, job, repeats=1):
        return self.ask(f"run {job['job']} {repeats}")["seconds"]

    def best(self, job, repeats=3):
        return min(self.run(job, repeats))


def timed(run):
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def best(run, repeats=3):
    """A contestant's turn: the best of a few repeats, so that nobody pays for the caches the other left behind."""
    return min(timed(run) for _ in range(repeats))


def spread(samples):
    """Quartile distance as a share of the median."""
    if len(samples) < 2:
        return 0.0
    quartiles = statistics.quantiles(samples, n=4, method="inclusive")
    return (quartiles[2] - quartiles[0]) / statistics.median(samples)


def alternate(contestants, rounds, warm_up=True):
    """Samples of each contestant, a function without arguments; the first round only warms up."""
    samples = {key: [] for key in contestants}
    for number in range(-1 if warm_up else 0, rounds):
        for key, run in contestants.items():
            value = run()
            if number >= 0:
                samples[key].append(value)
    return samples


def result(name, unit, samples):
    """One row of the table. `ours` is among the samples; ratios are medians of each round's own ratio."""
    own = samples["ours"]
    peers = {key: values for key, values in samples.items() if key != "ours"}
    row = {"name": name, "ours": statistics.median(own), "unit": unit, "spread": spread(own)}
    row["peers"] = {key: statistics.median(values) for key, values in peers.items()}
    row["ratio"] = {
        key: statistics.median(peer / our for peer, our in zip(values, own)) for key, values in peers.items()
    }
    row["peer_spread"] = {key: spread(values) for key, values in peers.items()}
    return row


def told(row):
    """A row in words, for the terminal."""
    words = f"{row['name']}: {row['ours']:.4g} {row['unit']}"
    if "limit_fraction" in row:
        words += f", {100 * row['limit_fraction']:.0f} % of the limit"
    if "matrix_product_fraction" in row:
        words += f", {100 * row['matrix_product_fraction']:.0f} % of the product"
    for key, value in row["peers"].items():
        words += f", {key} {value:.4g} ({row['ratio'][key]:.1f}×)"
        if row["peer_spread"][key] > LARGEST_SPREAD:
            words += f" but spread {100 * row['peer_spread'][key]:.0f} %: was the machine busy?"
    return words


@dataclass
class Item:
    """A part of a run that --only can choose: gives rows of the table."""

    name: str
    seconds: float  # about, for the time left
    measure: Callable[[], list]


class Progress:
    """Says before each item what comes and how long all of it will take."""

    def __init__(self, items):
        self.items, self.start, self.done = items, time.monotonic(), 0

    def begin(self, item):
        left = sum(one.seconds for one in self.items[self.done :])
        expected = sum(one.seconds for one in self.items[: self.done])
        if expected > 30:  # by then it is known how this machine compares with the estimates
            left *= (time.monotonic() - self.start) / expected
        self.done += 1
        print(f"[{self.done}/{len(self.items)}] {item.name} — about {self.words(left)} left", flush=True)

    @staticmethod
    def words(seconds):
        return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


@dataclass
class Bench:
    """What every part of a run needs."""

    worker: Worker
    folder: object  # where programs were built and files may be written, below build/
    programs: object  # the folder of the benchmark programs
    command: str  # the program tidegate
    limits: object
    peers: dict  # those that could be installed, by name
    rounds: float = 1.0  # times as many

    def count(self, rounds, least=3):
        return max(least, round(rounds * self.rounds))
