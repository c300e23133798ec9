"""One row of one stream."""

from contest import Item, alternate, best, result
from peers import onednn

TITLE = "One step"
WORDS = """One row of one stream, with the state kept: cell and head. The figures are the median over thousands of
steps in a row, and the 99.9th percentile of single ones, without the time of the clock itself. oneDNN's figure is the
cell without the head, one primitive call per step. The whole push is what a stream of a detector does with a row:
scaling, the network, score, threshold, events."""
STEPS = 1000  # of a `step` job, ours and oneDNN's
PEER_STEPS = {"onnxruntime": 500, "pytorch": 100}


def contestants_of(bench, hidden, inputs, request, job):
    contestants = {"ours": lambda: 1e6 * bench.worker.best(job) / STEPS}
    if "pytorch" in bench.peers:
        from peers import pytorch

        torch = pytorch.steps("gru", 1, hidden, inputs, PEER_STEPS["pytorch"])
        contestants["pytorch"] = lambda: 1e6 * best(torch) / PEER_STEPS["pytorch"]
    if "onednn" in bench.peers:
        other = onednn.start(bench.programs / "onednn_worker")
        theirs = other.prepare(request)
        contestants["onednn"] = lambda: 1e6 * other.best(theirs) / STEPS
    if "onnxruntime" in bench.peers:
        from peers import onnx_runtime

        onnx = onnx_runtime.steps(hidden, inputs, PEER_STEPS["onnxruntime"])
        contestants["onnxruntime"] = lambda: 1e6 * best(onnx) / PEER_STEPS["onnxruntime"]
    return contestants


def tail(bench, name, request, rounds, shares):
    """p99.9 of single repeats, from several turns."""
    job = bench.worker.prepare(request)
    bench.worker.run(job, 5000)
    turns = [bench.worker.ask(f"tail {job['job']} 100000") for _ in range(bench.count(rounds))]
    words = {"median": "median of single ones", "p999": "p99.9"}
    return [result(f"{name}, {words[key]}", "µs", {"ours": [1e6 * turn[key] for turn in turns]}) for key in shares]


def step(bench, name, hidden, inputs):
    request = f"step gru 1 {hidden} {inputs}"
    job = bench.worker.prepare(request)
    row = result(name, "µs", alternate(contestants_of(bench, hidden, inputs, request, job), bench.count(25, 5)))
    limit = bench.limits.one_step("gru", 1, hidden, inputs)
    row |= bench.limits.shares(row["ours"] / 1e6, limit, job["flop"] / STEPS)
    return [row, *tail(bench, name, f"one_{request}", 7, ["p999"])]


def items(bench):
    for hidden in (32, 64, 128):
        name = f"one step, GRU {hidden}, I=8"
        yield Item(name, 12, lambda args=(name, hidden, 8): step(bench, *args))
    name = "whole push, GRU-32 univariate"
    yield Item(name, 6, lambda: tail(bench, name, "push 32", 7, ["median", "p999"]))
