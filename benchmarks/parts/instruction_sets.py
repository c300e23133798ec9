"""The same work with fewer instructions than the processor has."""

from contest import Item, Worker, alternate, result

TITLE = "Instruction sets"
WORDS = """Our times with each instruction set that this processor runs, forced by TIDEGATE_ISA. *Times* is how much
longer it takes than the best one. The reference is the specification, which is written to be read."""
SETS = ["avx512", "avx2", "sse4", "reference"]
WORK = [
    ("train GRU 2×64", "train gru 2 64 8 100 32 last 1", "ms", 1e3),
    ("train LSTM 2×64", "train lstm 2 64 8 100 32 last 1", "ms", 1e3),
    ("train RNN 2×64", "train rnn 2 64 8 100 32 last 1", "ms", 1e3),
    ("one step, GRU 64, I=8", "step gru 1 64 8", "µs", 1e3),  # a repeat is a thousand steps
]


def measure(bench, name, request, unit, scale):
    workers = {one: Worker(bench.worker.program, one) for one in SETS}
    workers = {one: worker for one, worker in workers.items() if worker.ask("isa")["isa"] == one}
    contestants = {}
    for one, worker in workers.items():
        job = worker.prepare(request)
        repeats = 1 if one == "reference" else 3
        contestants[one] = lambda worker=worker, job=job, n=repeats: scale * worker.best(job, n)
    samples = alternate(contestants, bench.count(9))
    best = next(iter(samples))
    named = {("ours" if one == best else one): values for one, values in samples.items()}
    return [result(f"{name}, {best}", unit, named)]


def items(bench):
    for name, request, unit, scale in WORK:
        yield Item(f"{name} by instruction set", 12, lambda a=(name, request, unit, scale): measure(bench, *a))
