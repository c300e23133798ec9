"""Ours alone against a stored baseline, in two minutes: has anything become slower?

Times are told as multiples of the reference kernels' speed in the same run, which differ little between days and
machines of one instruction set. All items are gone through several times, so that a busy half minute does not fall upon
one of them; the baseline keeps for each the median over these passes and their spread.
"""

import json
import statistics

from contest import Item, Progress, Worker, spread

LEAST_ROOM = 0.25  # what always counts as noise
PASSES, TURNS = 8, 3

#   name, request, repeats of ours and of the reference a turn
ROWS = [
    ("train GRU 2×64", "train gru 2 64 8 100 32 last 1", 10, 1),
    ("train LSTM 2×64", "train lstm 2 64 8 100 32 last 1", 10, 1),
    ("train RNN 2×64", "train rnn 2 64 8 100 32 last 1", 20, 1),
    ("train GRU 2×32, head on every step", "train gru 2 32 8 100 32 all 1", 20, 1),
    *[(f"one step, GRU {hidden}", f"step gru 1 {hidden} 8", 100, 10) for hidden in (32, 64, 128)],
    ("one step, LSTM 64", "step lstm 1 64 8", 100, 10),
    ("streams, GRU 32, sorted", "streams 32 8 20000 sorted", 20, 2),
    ("streams, GRU 64, sorted", "streams 64 8 20000 sorted", 20, 2),
    ("pool, GRU 32, random order", "pool 32 10000 random", 20, 2),
]


class Pair:
    """The same job on the fastest kernels and on the reference."""

    def __init__(self, fast, reference, request, repeats, reference_repeats):
        self.sides = [(fast, fast.prepare(request), repeats), (reference, reference.prepare(request), reference_repeats)]

    def multiple(self):
        """How many times the reference's speed: best of a few turns of each, taken alternately."""
        turns = [[worker.best(job, repeats) for worker, job, repeats in self.sides] for _ in range(TURNS)]
        ours, theirs = map(min, zip(*turns))
        return theirs / ours


def verdict(median, known):
    """(words, slower): compared with what the baseline knows of the item."""
    if known is None:
        return "not in the baseline", False
    room = max(LEAST_ROOM, 4 * known["spread"])
    slower = median < known["median"] / (1 + room)
    return f"baseline {known['median']:.1f}×, room {100 * room:.0f} %" + ("  SLOWER" if slower else ""), slower


def measure(fast, reference, chosen):
    """{name: {"median", "spread"}} of the chosen items."""
    rows = {name: row for name, *row in ROWS if chosen(name)}
    pairs = {name: Pair(fast, reference, *row) for name, row in rows.items()}
    samples = {name: [] for name in pairs}

    def go_through():
        for name, pair in pairs.items():
            samples[name].append(pair.multiple())

    passes = [Item(f"{len(pairs)} kernels beside the reference", 0.7 * len(pairs), go_through)] * PASSES
    progress = Progress(passes)
    for item in passes:
        progress.begin(item)
        item.measure()
    return {
        name: {"median": round(statistics.median(values), 2), "spread": round(spread(values), 3)}
        for name, values in samples.items()
    }


def run(program, path, store, chosen):
    """0, or 1 if an item is slower than the baseline by more than its noise."""
    fast, reference = Worker(program), Worker(program, "reference")
    isa = fast.ask("isa")["isa"]
    baseline = json.loads(path.read_text()) if path.is_file() else {}
    kept, slower = baseline.get(isa, {}), []
    if not kept and not store:
        print(f"no baseline for {isa} in {path.name}: nothing to compare with (--quick --store makes one)")
    measured = measure(fast, reference, chosen)
    for name, figures in measured.items():
        words, is_slower = verdict(figures["median"], kept.get(name))
        slower += [name] if is_slower else []
        print(f"{name}: {figures['median']:.1f}× the reference kernels, spread {100 * figures['spread']:.0f} %; {words}")
    if store:
        baseline[isa] = kept | measured
        path.write_text(json.dumps(baseline, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
        print(f"stored as the baseline for {isa} in {path.name}")
    elif slower:
        print(f"slower than the baseline: {', '.join(slower)}")
    return 1 if slower and not store else 0
