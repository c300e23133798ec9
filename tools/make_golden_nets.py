#!/usr/bin/env python3
"""Writes tests/golden/net_*.json and recipe_*.json: what PyTorch computes for the nets that are more than a stack with
a head, and the first steps of the two published recipes.

Needs torch (Debian: python3-torch). Nets are computed in float64 with weights and inputs exact in float32.

net_NAME.json: `shape` as in our NetShape, the loss, `weights` and `gradients` under our names, which are PyTorch's;
inputs (B, T, I), targets (B, T, targets), outputs (B, T, outputs), loss = mean over all targets.
recipe_NAME.json: weights are drawn by `lcg` in the order of the names, uniform in ±1/√H; a window of `series` begins at
each of `starts`, `batch` of them a step; `losses` before each of the first steps, and after `epochs` passes over
`starts` the limit, in float32.
"""

import argparse
import json
from pathlib import Path

import torch
from make_golden import CELLS, SEED, flat, float32_values, header, json_text

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "golden"
ROWS, STEPS, INPUTS = 3, 7, 3


class Stack(torch.nn.Module):
    """Layers of any sizes under the names of one nn.RNN."""

    def __init__(self, cell, inputs, hidden):
        super().__init__()
        sizes = [inputs, *hidden]
        self.layers = torch.nn.ModuleList(CELLS[cell](a, b, batch_first=True) for a, b in zip(sizes, sizes[1:]))

    def named_weights(self):
        for l, layer in enumerate(self.layers):
            for name, parameter in layer.named_parameters():
                yield name.replace("_l0", f"_l{l}"), parameter

    def forward(self, x, states=None):
        ends = []
        for l, layer in enumerate(self.layers):
            x, end = layer(x, None if states is None else states[l])
            ends.append(end)
        return x, ends


class TwoWayStack(Stack):
    """The same of both directions, each layer reading both of the one below."""

    def __init__(self, cell, inputs, hidden):
        torch.nn.Module.__init__(self)
        sizes = [inputs, *(2 * h for h in hidden)]
        self.layers = torch.nn.ModuleList(CELLS[cell](a, h, batch_first=True, bidirectional=True) for a, h in zip(sizes, hidden))

    def forward(self, x):
        ends = []
        for layer in self.layers:
            x, end = layer(x)
            both = [torch.cat([part[0], part[1]], dim=-1).unsqueeze(0) for part in (end if isinstance(end, tuple) else (end,))]
            ends.append(tuple(both) if isinstance(end, tuple) else both[0])
        return x, ends


class Net(torch.nn.Module):
    def __init__(self, cell, hidden, outputs, decodes=False, inputs=INPUTS, two_way=False):
        super().__init__()
        self.rnn = (TwoWayStack if two_way else Stack)(cell, inputs, hidden)
        widths = [2 * h for h in hidden] if two_way else hidden
        self.decoder = Stack(cell, widths[-1], widths) if decodes else None
        self.head = torch.nn.Linear(widths[-1], outputs)

    def named_weights(self):
        for prefix, stack in (("rnn", self.rnn), ("decoder", self.decoder)):
            if stack is not None:
                for name, parameter in stack.named_weights():
                    yield f"{prefix}.{name}", parameter
        for name, parameter in self.head.named_parameters():
            yield f"head.{name}", parameter

    def forward(self, x):
        top, ends = self.rnn(x)
        if self.decoder is None:
            return self.head(top)
        end = ends[-1][0] if isinstance(ends[-1], tuple) else ends[-1]
        encoding = end.transpose(0, 1).expand(-1, x.shape[1], -1)
        return self.head(self.decoder(encoding, ends)[0]).flip(1)


def mean_loss(name, outputs, targets):
    if name == "likelihood":
        mean, s = outputs.chunk(2, dim=-1)
        return torch.nn.functional.gaussian_nll_loss(mean, targets, s.exp(), eps=1e-30)
    if name == "cross-entropy":
        return torch.nn.functional.binary_cross_entropy_with_logits(outputs, targets, pos_weight=torch.tensor(3.0))
    by_name = {"mse": "mse_loss", "mae": "l1_loss", "huber": "huber_loss"}
    return getattr(torch.nn.functional, by_name[name])(outputs, targets)


def write_net(name, cell, hidden, kind, loss, predicts=(0, 2), horizon=1, two_way=False):
    targets = 1 if kind == "classifier" else horizon * len(predicts)
    net = Net(cell, hidden, targets * (2 if loss == "likelihood" else 1), kind == "autoencoder", two_way=two_way).double()
    with torch.no_grad():
        for _, parameter in net.named_weights():
            parameter.copy_(float32_values(*parameter.shape, scale=0.6))
    x, wanted = float32_values(ROWS, STEPS, INPUTS, scale=2.0), float32_values(ROWS, STEPS, targets, scale=2.0)
    if kind == "classifier":
        wanted = (wanted > 1).double()
    outputs = net(x)
    value = mean_loss(loss, outputs, wanted)
    value.backward()
    case = {"header": header() | {"script": "tools/make_golden_nets.py"}, "cell": cell, "hidden": hidden, "kind": kind, "inputs": INPUTS,
            "predicts": predicts, "horizon": horizon, "bidirectional": two_way, "loss": loss, "rows": ROWS, "steps": STEPS,
            "weights": {name: flat(parameter) for name, parameter in net.named_weights()},
            "x": flat(x), "targets": flat(wanted), "outputs": flat(outputs), "value": value.item(),
            "gradients": {name: flat(parameter.grad) for name, parameter in net.named_weights()}}  # fmt: skip
    (FOLDER / f"net_{name}.json").write_text(json_text(case) + "\n")


def lcg(count, state):
    """Numbers in [0, 1) that any language can draw: 24 bits of a linear congruential generator."""
    values = []
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append((state >> 8) / 2**24)
    return values, state


def draw_weights(net, state=SEED):
    with torch.no_grad():
        for name, parameter in net.named_weights():
            width = net.head.in_features if name.startswith("head") else parameter.shape[0] // GATES[net.cell]
            values, state = lcg(parameter.numel(), state)
            limit = 1 / width**0.5
            parameter.copy_(torch.tensor([(2 * v - 1) * limit for v in values], dtype=torch.float64).reshape(parameter.shape))


GATES = {"rnn": 1, "gru": 3}


def write_recipe(name, cell, hidden, scaler, epsilon, epochs, rows=400, window=32, batch=32):
    noise = torch.tensor(lcg(rows, SEED + 1)[0]) - 0.5
    t = torch.arange(rows, dtype=torch.float64)
    wave = torch.sin(2 * torch.pi * t / 24) + 0.3 * torch.sin(2 * torch.pi * t / 7) + 0.2 * noise
    low, scale = (wave.mean(), wave.std(unbiased=False)) if scaler == "standard" else (wave.min(), wave.max() - wave.min())
    series = ((wave - low) / scale).float()
    net = Net(cell, hidden, 1, inputs=1).float()
    net.cell = cell
    draw_weights(net)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, eps=epsilon)
    windows = series.unfold(0, window, 1).unsqueeze(-1)
    order = torch.Generator().manual_seed(SEED)
    losses, starts = [], []
    for _ in range(epochs):
        shuffled = torch.randperm(len(windows), generator=order)
        starts.append(shuffled.tolist())
        for indices in shuffled.split(batch):
            x = windows[indices]
            loss = torch.nn.functional.mse_loss(net(x)[:, -1, :], x[:, -1, :])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    with torch.no_grad():
        scores = (net(windows)[:, -1, 0] - windows[:, -1, 0]).abs()
    case = {"header": header() | {"script": "tools/make_golden_nets.py", "framework": f"PyTorch {torch.__version__}, CPU, float32"},
            "detector": name, "window": window, "batch": batch, "epochs": epochs, "seed": SEED, "series": flat(series),
            "starts": starts, "losses": losses[:50], "last_loss": losses[-1],
            "limit": torch.quantile(scores.double(), 0.95).item()}  # fmt: skip
    (FOLDER / f"recipe_{name}.json").write_text(json_text(case) + "\n")


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    for cell in CELLS:
        write_net(f"autoencoder_{cell}", cell, [6, 5], "autoencoder", "mse")
    write_net("three_rows_ahead", "gru", [6], "forecaster", "mae", horizon=3)
    write_net("huber", "rnn", [5], "forecaster", "huber")
    write_net("gaussian", "lstm", [6, 5], "forecaster", "likelihood", horizon=2)
    write_net("classifier", "gru", [7], "classifier", "cross-entropy")
    for cell in ("lstm", "gru"):
        write_net(f"two_way_{cell}", cell, [4, 5], "autoencoder", "mse", two_way=True)
    write_recipe("keras-gru", "gru", [128, 64], "standard", 1e-7, epochs=EPOCHS)
    write_recipe("torch-rnn", "rnn", [64, 64], "minmax", 1e-8, epochs=EPOCHS)


EPOCHS = 100

if __name__ == "__main__":
    main()
