"""One optimiser step on a batch of windows."""

from contest import Item, alternate, best, result
from peers import onednn

TITLE = "Training"
WORDS = """One optimiser step: forward, backward, clipping, Adam. GRU with T=100, B=32 and the head on the last step
unless said. oneDNN has neither head nor optimiser: its time is forward and backward of the recurrent layers alone,
with the weights brought into the layouts it prefers each time, as they are new after every step."""

#   name, request to the worker, rounds
ROWS = [
    *[(f"train GRU 2×64, I={i}", f"train gru 2 64 {i} 100 32 last 1", 15) for i in (1, 8, 25)],
    ("train LSTM 2×64, I=8", "train lstm 2 64 8 100 32 last 1", 15),
    ("train RNN 2×64, I=8", "train rnn 2 64 8 100 32 last 1", 15),
    ("train GRU 2×64, head on every step", "train gru 2 64 8 100 32 all 1", 15),
    ("train GRU 2×16, I=8", "train gru 2 16 8 100 32 last 1", 15),
    ("train GRU 2×32, I=8", "train gru 2 32 8 100 32 last 1", 15),
    ("train GRU 2×80, T=250, B=64, I=25", "train gru 2 80 25 250 64 last 1", 7),
    ("train LSTM 2×80, T=250, B=64, I=25", "train lstm 2 80 25 250 64 last 1", 7),
    ("train GRU 2×128, B=256, I=8", "train gru 2 128 8 100 256 last 1", 5),
    ("train GRU 2×256, I=8", "train gru 2 256 8 100 32 last 1", 7),
]
TWO_THREADS = "train GRU 2×64, B=64, two threads"


def words_of(request):
    return [int(word) if word.isdigit() else word for word in request.split()[1:]]


def train(bench, name, request, rounds):
    words = words_of(request)
    job = bench.worker.prepare(request)
    contestants = {"ours": lambda: 1e3 * bench.worker.best(job)}
    if "pytorch" in bench.peers:
        from peers import pytorch

        step = pytorch.training(*words)
        contestants["pytorch"] = lambda: 1e3 * best(step)
    if "onednn" in bench.peers:
        other = onednn.start(bench.programs / "onednn_worker")
        theirs = other.prepare(request)
        contestants["onednn"] = lambda: 1e3 * other.best(theirs)
    row = result(name, "ms", alternate(contestants, bench.count(rounds)))
    return [row | bench.limits.shares(row["ours"] / 1e3, bench.limits.training(*words), job["flop"])]


def two_threads(bench):
    one, two = (bench.worker.prepare(f"train gru 2 64 8 100 64 last {threads}") for threads in (1, 2))
    contestants = {"ours": lambda: 1e3 * bench.worker.best(two), "ours, one thread": lambda: 1e3 * bench.worker.best(one)}
    row = result(TWO_THREADS, "ms", alternate(contestants, bench.count(25)))
    limit = bench.limits.training("gru", 2, 64, 8, 100, 64) / 2
    return [row | bench.limits.shares(row["ours"] / 1e3, limit, one["flop"] / 2)]


def items(bench):
    for name, request, rounds in ROWS:
        yield Item(name, 1.0 * rounds, lambda row=(name, request, rounds): train(bench, *row))
    yield Item(TWO_THREADS, 10, lambda: two_threads(bench))
