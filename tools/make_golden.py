#!/usr/bin/env python3
"""Writes tests/golden: what PyTorch computes for small recurrent nets, for our own to be held against.

Needs torch, numpy and safetensors (Debian: python3-torch; PyPI: safetensors). The weights and inputs are float32
numbers, the computation is float64, so that both precisions of our code can be compared with it.

CELL_LxH_iI.json: L layers of H units, I inputs and outputs. `weights` and `gradients` are flat row-major lists under
PyTorch's names (`rnn.` the nn.RNN, nn.LSTM or nn.GRU, `head.` the nn.Linear on every step's output); `sequence` has B = 1, `batch` B = 3:
inputs, targets and outputs (B, T, I), initial state zero, loss = mean squared error over all of them.
gru_forecaster.safetensors and .csv: a forecaster of 2 layers of 16 units (float32) and, row by row, the
value it reads and what it expected before reading it, in float64 (empty in row 0).
"""

import argparse
import functools
import json
from datetime import date
from pathlib import Path

import numpy
import torch
from safetensors.numpy import save_file

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "golden"
SEED = 20240607
STEPS = 12
SHAPES = [(1, 4, 2), (2, 8, 3), (1, 20, 1)]  # layers, hidden, inputs
CELLS = {
    "gru": torch.nn.GRU,
    "lstm": torch.nn.LSTM,
    "rnn": torch.nn.RNN,
    "rnn-relu": functools.partial(torch.nn.RNN, nonlinearity="relu"),
}


class Network(torch.nn.Module):
    def __init__(self, cell, layers, hidden, inputs):
        super().__init__()
        self.rnn = CELLS[cell](inputs, hidden, num_layers=layers, batch_first=True)
        self.head = torch.nn.Linear(hidden, inputs)

    def forward(self, x):
        return self.head(self.rnn(x)[0])


def float32_values(*shape, scale=1.0):
    """Uniform in ±scale, exact in float32, held as float64."""
    return ((2 * torch.rand(*shape, dtype=torch.float32) - 1) * scale).double()


def make_net(cell, layers, hidden, inputs):
    net = Network(cell, layers, hidden, inputs).double()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(float32_values(*parameter.shape, scale=1.5 / hidden**0.5))
    return net


def flat(tensor):
    return tensor.detach().numpy().ravel().tolist()


def run(net, count, inputs):
    """Forward and backward on `count` random sequences."""
    x, targets = float32_values(count, STEPS, inputs, scale=2.0), float32_values(count, STEPS, inputs, scale=2.0)
    net.zero_grad()
    outputs = net(x)
    loss = torch.nn.functional.mse_loss(outputs, targets)
    loss.backward()
    gradients = {name: flat(parameter.grad) for name, parameter in net.named_parameters()}
    return {"shape": list(x.shape), "inputs": flat(x), "targets": flat(targets), "outputs": flat(outputs),
            "loss": loss.item(), "gradients": gradients}  # fmt: skip


def header():
    return {"framework": f"PyTorch {torch.__version__}, CPU, float64", "seed": SEED, "script": "tools/make_golden.py",
            "date": date.today().isoformat()}  # fmt: skip


def json_text(value, indent=""):
    """One line an entry, number lists on one line, so that differences between versions can be read."""
    if not isinstance(value, dict):
        return json.dumps(value, separators=(",", ":"))
    entries = [f'{indent} "{key}": {json_text(entry, indent + " ")}' for key, entry in value.items()]
    return "{\n" + ",\n".join(entries) + f"\n{indent}}}"


def write_case(cell, layers, hidden, inputs):
    net = make_net(cell, layers, hidden, inputs)
    shapes = {name: list(parameter.shape) for name, parameter in net.named_parameters()}
    weights = {name: flat(parameter) for name, parameter in net.named_parameters()}
    case = {"header": header(), "cell": cell, "layers": layers, "hidden": hidden, "inputs": inputs, "steps": STEPS, "shapes": shapes,
            "weights": weights, "sequence": run(net, 1, inputs), "batch": run(net, 3, inputs)}  # fmt: skip
    path = FOLDER / f"{cell}_{layers}x{hidden}_i{inputs}.json"
    path.write_text(json_text(case) + "\n")


def write_forecaster(rows=240):
    net = make_net("gru", layers=2, hidden=16, inputs=1)
    tensors = {name: parameter.detach().numpy().astype(numpy.float32) for name, parameter in net.named_parameters()}
    about = {key: str(value) for key, value in header().items()}
    save_file(tensors, FOLDER / "gru_forecaster.safetensors", metadata=about)
    t = torch.arange(rows, dtype=torch.float64)
    wave = torch.sin(2 * torch.pi * t / 24) + 0.3 * torch.sin(2 * torch.pi * t / 7) + float32_values(rows, scale=0.1)
    values = wave.float().double()
    with torch.no_grad():
        outputs = flat(net(values.reshape(1, rows, 1)))
    expected = [""] + [repr(output) for output in outputs[:-1]]
    lines = [f"{value!r},{known}\n" for value, known in zip(flat(values), expected)]
    (FOLDER / "gru_forecaster.safetensors").chmod(0o644)
    (FOLDER / "gru_forecaster.csv").write_text("value,expected\n" + "".join(lines))


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    torch.manual_seed(SEED)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for shape in SHAPES:
        write_case("gru", *shape)
    write_forecaster()
    for cell in ("lstm", "rnn", "rnn-relu"):
        for shape in SHAPES:
            write_case(cell, *shape)


if __name__ == "__main__":
    main()
