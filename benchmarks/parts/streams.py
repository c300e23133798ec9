"""A row each of a hundred thousand streams."""

from contest import Item, Worker, alternate, best, result
from peers import onednn

TITLE = "Many streams"
WORDS = """One row of each of 100,000 streams of one GRU with 8 inputs, time per row: cell and head, from rows in
memory to predictions in memory. *Sorted* means that rows come in random order and are first brought into the order of
the streams' states, which is part of the time. Peers get the states in one piece and in order, and step all at once;
oneDNN without the head. A pool is many whole detectors: scaling, network, score, threshold and events of every row.
Its limit is that of the network alone."""
STREAMS, INPUTS = 100_000, 8
WAYS = {"order": "states in order", "random": "random order", "sorted": "random order, sorted"}


def peers_of(bench, hidden):
    contestants = {}
    if "pytorch" in bench.peers:
        from peers import pytorch

        torch = pytorch.streams(hidden, INPUTS, STREAMS)
        contestants["pytorch"] = lambda: 1e9 * best(torch, 2) / STREAMS
    if "onednn" in bench.peers:
        other = onednn.start(bench.programs / "onednn_worker")
        theirs = other.prepare(f"streams {hidden} {INPUTS} {STREAMS}")
        contestants["onednn"] = lambda: 1e9 * other.best(theirs, 2) / STREAMS
    if "onnxruntime" in bench.peers:
        from peers import onnx_runtime

        onnx = onnx_runtime.steps(hidden, INPUTS, 1, STREAMS)
        contestants["onnxruntime"] = lambda: 1e9 * best(onnx, 2) / STREAMS
    return contestants


def streams(bench, hidden):
    rows = []
    with Worker(bench.worker.program) as worker:
        jobs = {way: worker.prepare(f"streams {hidden} {INPUTS} {STREAMS} {way}") for way in WAYS}
        contestants = {way: lambda job=job: 1e9 * worker.best(job) / STREAMS for way, job in jobs.items()}
        samples = alternate(contestants | peers_of(bench, hidden), bench.count(11))
    limit = bench.limits.stream("gru", 1, hidden, INPUTS)
    for way, words in WAYS.items():
        own = {"ours": samples[way]}
        others = {key: values for key, values in samples.items() if key not in WAYS and way == "sorted"}
        row = result(f"streams, GRU {hidden}, {words}", "ns", own | others)
        rows.append(row | bench.limits.shares(row["ours"] / 1e9, limit, jobs[way]["flop"] / STREAMS))
    return rows


def pool(bench, hidden):
    with Worker(bench.worker.program) as worker:
        ways = {"order": "in order", "random": "random order"}
        jobs = {way: worker.prepare(f"pool {hidden} {STREAMS} {way}") for way in ways}
        contestants = {way: lambda job=job: 1e9 * worker.best(job) / STREAMS for way, job in jobs.items()}
        samples = alternate(contestants, bench.count(7))
    rows = []
    for way, words in ways.items():
        row = result(f"pool of 100,000, GRU {hidden}, {words}", "ns", {"ours": samples[way]})
        limit = bench.limits.stream("gru", 1, hidden, 1)
        rows.append(row | bench.limits.shares(row["ours"] / 1e9, limit, 0))
    size = jobs["order"]["bytes_per_series"]
    return [*rows, result(f"pool, GRU {hidden}, memory a series", "bytes", {"ours": [size]})]


def items(bench):
    for hidden in (32, 64, 128):
        yield Item(f"streams, GRU {hidden}", 15 + hidden / 4, lambda hidden=hidden: streams(bench, hidden))
    for hidden in (32, 64, 128):
        yield Item(f"pool of 100,000, GRU {hidden}", 5 + hidden / 8, lambda hidden=hidden: pool(bench, hidden))
