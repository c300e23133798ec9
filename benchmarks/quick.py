"""Ours alone against a stored baseline, in two minutes: has anything become slower?

Times are told as multiples of the reference kernels' speed in the same run, which differ little between days and
machines of one instruction set. The baseline keeps for each item the median over rounds and their spread.
"""

import json
import statistics

from contest import Item, Worker, alternate, spread

LEAST_ROOM = 0.25  # what always counts as noise
ROUNDS = 7

#   name, request, repeats of ours and of the reference a round
ROWS = [
    ("train GRU 2×64", "train gru 2 64 8 100 32 last 1", 5, 1),
    ("train LSTM 2×64", "train lstm 2 64 8 100 32 last 1", 5, 1),
    ("train RNN 2×64", "train rnn 2 64 8 100 32 last 1", 5, 1),
    ("train GRU 2×32, head on every step", "train gru 2 32 8 100 32 all 1", 5, 1),
    *[(f"one step, GRU {hidden}", f"step gru 1 {hidden} 8", 20, 3) for hidden in (32, 64, 128)],
    ("one step, LSTM 64", "step lstm 1 64 8", 20, 3),
    ("streams, GRU 32, sorted", "streams 32 8 20000 sorted", 5, 1),
    ("streams, GRU 64, sorted", "streams 64 8 20000 sorted", 5, 1),
    ("pool, GRU 32, random order", "pool 32 10000 random", 5, 1),
]


def measure(fast, reference, request, repeats, reference_repeats):
    """Multiples of the reference's speed, one a round."""
    ours, theirs = fast.prepare(request), reference.prepare(request)
    samples = alternate(
        {"ours": lambda: fast.best(ours, repeats), "ref": lambda: reference.best(theirs, reference_repeats)}, ROUNDS
    )
    return [slow / quick for slow, quick in zip(samples["ref"], samples["ours"])]


def verdict(multiples, known):
    """(words, slower): compared with what the baseline knows of the item."""
    if known is None:
        return "not in the baseline", False
    room = max(LEAST_ROOM, 4 * known["spread"])
    slower = statistics.median(multiples) < known["median"] / (1 + room)
    return f"baseline {known['median']:.1f}×, room {100 * room:.0f} %" + ("  SLOWER" if slower else ""), slower


def load(path):
    return json.loads(path.read_text()) if path.is_file() else {}


def run(program, path, store, chosen, progress):
    """0, or 1 if an item is slower than the baseline by more than its noise."""
    fast, reference = Worker(program), Worker(program, "reference")
    isa = fast.ask("isa")["isa"]
    baseline = load(path)
    if isa not in baseline and not store:
        print(f"no baseline for {isa} in {path.name}: nothing to compare with (--quick --store makes one)")
    kept, measured, slower = baseline.get(isa, {}), {}, []
    items = chosen([Item(name, 4, lambda row=row: measure(fast, reference, *row)) for name, *row in ROWS])
    steps = progress(items)
    for item in items:
        steps.begin(item)
        multiples = item.measure()
        measured[item.name] = {"median": round(statistics.median(multiples), 2), "spread": round(spread(multiples), 3)}
        words, is_slower = verdict(multiples, kept.get(item.name))
        slower += [item.name] if is_slower else []
        print(f"  {measured[item.name]['median']:.1f}× the reference kernels; {words}", flush=True)
    if store:
        baseline[isa] = kept | measured
        path.write_text(json.dumps(baseline, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
        print(f"stored as the baseline for {isa} in {path.name}")
    elif slower:
        print(f"slower than the baseline: {', '.join(slower)}")
    return 1 if slower and not store else 0
