#!/usr/bin/env python3
"""Times Tidegate beside its peers, interleaved in one run, and writes docs/benchmarks.md.

benchmarks/run.py WORKER [--json FILE] [--page FILE] [--repeats N]   ours, PyTorch and ONNX Runtime
benchmarks/run.py WORKER --quick [--baseline FILE] [--store]         ours only, against the reference kernels

WORKER is the program bench_worker. ./bench builds it and makes the environment the peers live in. Every figure is the
median over rounds; in each round every contestant runs once, so that a busy moment of the machine hits all alike.
"""

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


class Worker:
    """Our side: a process that prepares jobs and runs them on request."""

    def __init__(self, program, isa=None):
        environment = dict(os.environ, **({"TIDEGATE_ISA": isa} if isa else {}))
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self.isa = self.ask("isa")["isa"]

    def ask(self, request):
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"bench_worker ended at: {request}")
        return json.loads(answer)

    def prepare(self, request):
        job = self.ask(request)
        if job["error"] > 1e-4:
            sys.exit(f"{request}: differs from the reference by {job['error']:.1e}; nothing is timed")
        return job

    def run(self, job, repeats=1):
        return self.ask(f"run {job['job']} {repeats}")["seconds"]


# ---------------------------------------------------------------------------------------------------- peers


def torch_cell(cell, layers, hidden, inputs):
    import torch

    kind = {"gru": torch.nn.GRU, "lstm": torch.nn.LSTM, "rnn": torch.nn.RNN}[cell]
    return kind(inputs, hidden, num_layers=layers, batch_first=True), torch.nn.Linear(hidden, inputs)


def torch_training(cell, layers, hidden, inputs, steps, batch, head, threads):
    """One optimiser step: forward, backward, clipping, fused Adam."""
    import torch

    torch.manual_seed(1)
    rnn, linear = torch_cell(cell, layers, hidden, inputs)
    parameters = [*rnn.parameters(), *linear.parameters()]
    adam = torch.optim.Adam(parameters, lr=1e-4, fused=True)
    x = torch.randn(batch, steps, inputs)
    target = torch.randn(batch, steps, inputs) if head == "all" else torch.randn(batch, inputs)

    def step():
        torch.set_num_threads(threads)
        adam.zero_grad(set_to_none=True)
        states = rnn(x)[0]
        output = linear(states) if head == "all" else linear(states[:, -1])
        torch.nn.functional.mse_loss(output, target).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        adam.step()

    return step


def torch_steps(cell, layers, hidden, inputs, count):
    """`count` steps of one stream, state kept: cell and head."""
    import torch

    rnn, linear = torch_cell(cell, layers, hidden, inputs)
    x = torch.randn(count, 1, 1, inputs)

    def run():
        torch.set_num_threads(1)
        with torch.inference_mode():
            state = None
            for row in x:
                output, state = rnn(row, state)
                linear(output)

    return run


def onnx_steps(cell, layers, hidden, inputs, count):
    """The same in ONNX Runtime, the model written by hand with one GRU node and a product."""
    import numpy
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    random = numpy.random.default_rng(1)

    def weights(name, *shape):
        return numpy_helper.from_array((random.standard_normal(shape) * 0.1).astype("f4"), name)

    nodes = [
        helper.make_node("GRU", ["x", "w", "r", "b", "", "h"], ["y", "h_next"], hidden_size=hidden, linear_before_reset=1),
        helper.make_node("MatMul", ["h_next", "head"], ["output"]),
    ]
    tensor = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes,
        "step",
        [tensor("x", TensorProto.FLOAT, [1, 1, inputs]), tensor("h", TensorProto.FLOAT, [1, 1, hidden])],
        [tensor("output", TensorProto.FLOAT, [1, 1, inputs]), tensor("h_next", TensorProto.FLOAT, [1, 1, hidden])],
        [
            weights("w", 1, 3 * hidden, inputs),
            weights("r", 1, 3 * hidden, hidden),
            weights("b", 1, 6 * hidden),
            weights("head", hidden, inputs),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    rows = random.standard_normal((count, 1, 1, inputs)).astype("f4")

    def run():
        state = numpy.zeros((1, 1, hidden), "f4")
        for row in rows:
            _, state = session.run(["output", "h_next"], {"x": row, "h": state})

    return run


def matrix_product_rate(rounds):
    """GFLOP/s of a plain 1024³ product on one thread: what the machine gives to anybody."""
    import torch

    torch.set_num_threads(1)
    a, b, out = torch.randn(1024, 1024), torch.randn(1024, 1024), torch.empty(1024, 1024)
    return max(2 * 1024**3 / timed(lambda: torch.mm(a, b, out=out)) / 1e9 for _ in range(rounds))


def timed(run):
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def turn(run, repeats=3):
    """A contestant's turn: the best of a few repeats, so that nobody pays for the caches the other left behind."""
    return min(timed(run) for _ in range(repeats))


# ---------------------------------------------------------------------------------------------------- what is measured

#   name, request to the worker, rounds
TRAINING = [
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
STEPS = [(f"one step, GRU {h}, I=8", f"step gru 1 {h} 8", 25) for h in (32, 64, 128)]
STEPS_A_REPEAT = 1000  # of a `step` job


def spread(samples):
    """Quartile distance as a share of the median."""
    quartiles = statistics.quantiles(samples, n=4)
    return (quartiles[2] - quartiles[0]) / statistics.median(samples)


def compare(name, contestants, rounds, unit, scales):
    """Alternates the contestants; `ours` is one of them. Each is a function that gives the seconds of its turn, and a
    scale that makes them `unit`. Ratios are medians of each round's own."""
    samples = {key: [] for key in contestants}
    for number in range(-1, rounds):
        for key, run in contestants.items():
            seconds = run()
            if number >= 0:  # the first round warms up
                samples[key].append(seconds * scales[key])
    medians = {key: statistics.median(values) for key, values in samples.items()}
    result = {"name": name, "ours": medians.pop("ours"), "unit": unit, "spread": spread(samples["ours"]), "peers": medians}
    result["ratio"] = {
        key: statistics.median(peer / own for peer, own in zip(samples[key], samples["ours"])) for key in medians
    }
    told = ", ".join(f"{key} {value:.4g} ({result['ratio'][key]:.1f}×)" for key, value in medians.items())
    print(f"{name}: ours {result['ours']:.4g} {unit}, {told}", flush=True)
    return result


def arguments_of(request):
    words = request.split()[1:]
    return [int(word) if word.isdigit() else word for word in words]


def full_run(worker, rounds_factor):
    results = []
    rate = matrix_product_rate(20)
    print(f"plain matrix product: {rate:.1f} GFLOP/s on one thread; ours runs on {worker.isa}", flush=True)
    for name, request, rounds in TRAINING:
        job = worker.prepare(request)
        step = torch_training(*arguments_of(request))
        contestants = {"ours": lambda: min(worker.run(job, 3)), "pytorch": lambda: turn(step)}
        scales = {"ours": 1e3, "pytorch": 1e3}
        result = compare(name, contestants, max(3, round(rounds * rounds_factor)), "ms", scales)
        result["limit_fraction"] = job["flop"] / (result["ours"] / 1e3) / (rate * 1e9)
        results.append(result)
    for name, request, rounds in STEPS:
        job, words = worker.prepare(request), arguments_of(request)
        onnx, torch = onnx_steps(*words, 500), torch_steps(*words, 100)
        contestants = {
            "ours": lambda: min(worker.run(job, 3)),
            "onnxruntime": lambda: turn(onnx),
            "pytorch": lambda: turn(torch),
        }
        scales = {"ours": 1e6 / STEPS_A_REPEAT, "onnxruntime": 1e6 / 500, "pytorch": 1e6 / 100}
        result = compare(name, contestants, max(5, round(rounds * rounds_factor)), "µs", scales)
        result["limit_fraction"] = job["flop"] / STEPS_A_REPEAT / (result["ours"] / 1e6) / (rate * 1e9)
        results.append(result)
    results += own_figures(worker)
    return rate, results


def own_figures(worker):
    """What no peer has: the whole push of a detector, and two threads beside one."""
    push = worker.prepare("push 32")
    worker.run(push, 5000)
    seconds = sorted(worker.run(push, 200000))
    at = lambda share: seconds[int(share * len(seconds))] * 1e6  # noqa: E731
    results = [
        {"name": "whole push, GRU-32 univariate, median", "ours": at(0.5), "unit": "µs", "peers": {}, "ratio": {}},
        {"name": "whole push, GRU-32 univariate, p99.9", "ours": at(0.999), "unit": "µs", "peers": {}, "ratio": {}},
    ]
    one, two = (worker.prepare(f"train gru 2 64 8 100 64 last {threads}") for threads in (1, 2))
    contestants = {"ours": lambda: min(worker.run(two, 3)), "one thread": lambda: min(worker.run(one, 3))}
    scales = {"ours": 1e3, "one thread": 1e3}
    results.append(compare("train GRU 2×64, B=64, two threads", contestants, 25, "ms", scales))
    return results


# ---------------------------------------------------------------------------------------------------- quick


def quick_run(program, baseline_path, store):
    """Ours as a multiple of the reference kernels' speed: comparable between machines and days."""
    fast, reference = Worker(program), Worker(program, "reference")
    ratios = {}
    for name, request, _ in [TRAINING[1], TRAINING[3], TRAINING[4], *STEPS]:
        a, b = fast.prepare(request), reference.prepare(request)
        fast.run(a), reference.run(b)
        rounds = [(fast.run(a, 3), reference.run(b)) for _ in range(5)]
        ratios[name] = statistics.median(min(theirs) / min(ours) for ours, theirs in rounds)
    known = json.loads(baseline_path.read_text()) if baseline_path.is_file() else {}
    kept = known.get(fast.isa, {})
    slower = []
    for name, ratio in ratios.items():
        before = kept.get(name)
        verdict = "" if before is None else f", baseline {before:.1f}×"
        if before is not None and ratio < before * 0.75:
            verdict += "  SLOWER"
            slower.append(name)
        print(f"{name}: {ratio:.1f}× the reference kernels{verdict}")
    if store:
        known[fast.isa] = {name: round(ratio, 2) for name, ratio in ratios.items()}
        baseline_path.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n")
        print(f"stored as the baseline for {fast.isa} in {baseline_path}")
    return 1 if slower else 0


# ---------------------------------------------------------------------------------------------------- the page


def machine(rate, isa):
    cpu = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), "?")
    import onnxruntime
    import torch

    return {
        "cpu": cpu, "cores": os.cpu_count(), "isa": isa, "matrix_product_gflops": round(rate, 1),
        "pytorch": torch.__version__, "onnxruntime": onnxruntime.__version__, "python": platform.python_version(),
        "date": datetime.date.today().isoformat(),
    }  # fmt: skip


def page(about, results):
    lines = [
        "# Benchmarks",
        "",
        "Written by `./bench`. Contestants alternate in one run on one core; times are medians, ratios medians of each",
        "round's own ratio (how many times longer the peer takes). *Limit* is the share of the rate of a plain 1024³",
        "matrix product of PyTorch measured in the same run; *spread* the quartile distance of ours. Outputs are checked",
        "against `kernels/ref` before anything is timed. GRU with T=100, B=32, head on the last step unless said.",
        "",
        f"{about['date']}, {about['cpu']}, {about['cores']} cores, {about['isa']}; plain product "
        f"{about['matrix_product_gflops']} GFLOP/s; PyTorch {about['pytorch']}, ONNX Runtime {about['onnxruntime']}.",
        "",
        "| work | ours | spread | limit | PyTorch | ONNX Runtime | other |",
        "|---|---|---|---|---|---|---|",
    ]
    for result in results:
        def peer(key):
            if key not in result["peers"]:
                return ""
            return f"{result['peers'][key]:.3g} ({result['ratio'][key]:.1f}×)"

        other = ", ".join(f"{key} {peer(key)}" for key in result["peers"] if key not in ("pytorch", "onnxruntime"))
        share = f"{100 * result['limit_fraction']:.0f} %" if "limit_fraction" in result else ""
        width = f"{100 * result['spread']:.0f} %" if "spread" in result else ""
        lines.append(
            f"| {result['name']} | {result['ours']:.3g} {result['unit']} | {width} | {share} | {peer('pytorch')} "
            f"| {peer('onnxruntime')} | {other} |"
        )
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("worker")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--store", action="store_true", help="keep this quick run as the baseline")
    parser.add_argument("--baseline", type=Path, default=FOLDER / "baseline.json")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--rounds", type=float, default=1.0, help="times as many rounds")
    options = parser.parse_args()
    if options.quick:
        return quick_run(options.worker, options.baseline, options.store)
    worker = Worker(options.worker)
    rate, results = full_run(worker, options.rounds)
    about = machine(rate, worker.isa)
    if options.json:
        options.json.write_text(json.dumps({"machine": about, "results": results}, indent=1, ensure_ascii=False) + "\n")
    if options.page:
        options.page.write_text(page(about, results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
