"""What the machine could do at best, from constants measured on it: an engineer's estimate, not a law.

Per layer, with G gates (GRU 3, LSTM 4, plain 1), H units, I inputs and e activations a step (3 H, 5 H, H):

  one step       max(2 G H (I + H) / FMA rate, 4 G H (I + H) / load rate) + e · activation + chain
  many streams   2 G H (I + H) / FMA rate + e · activation
  training       2 G H (3 H + 2 I or, above the first layer, 6 H) / FMA rate + e · activation + 1.5 H cycles

a step and sequence. The load rate is that of loading again and again from as many bytes as the weights have; `chain` is σ → · → tanh → blend, which a
step must wait for. Head, clipping and optimiser are not in them, but are in what is measured.
"""

import statistics

GATES = {"gru": 3, "lstm": 4, "rnn": 1}
ACTIVATIONS = {"gru": 3, "lstm": 5, "rnn": 1}


def measured_constants(worker, turns=5):
    """The best of a few turns each: a limit is what can be reached."""
    answers = [worker.ask("constants") for _ in range(turns)]
    constants = {key: min(one[key] for one in answers) for key in ("sigmoid_ns", "tanh_ns", "chain_ns", "cycle_ns")}
    constants["fma_gflops"] = max(one["fma_gflops"] for one in answers)
    constants["clock_ns"] = statistics.median(one["clock_ns"] for one in answers)
    constants = {key: round(value, 4) for key, value in constants.items()}
    sizes = [size for size, _ in answers[0]["loads"]]
    rates = zip(*([rate for _, rate in one["loads"]] for one in answers))
    return constants | {"loads": [[size, round(max(best), 1)] for size, best in zip(sizes, rates)]}


class Limits:
    """Times in seconds; `matrix_product` is GFLOP/s of a plain product of somebody else's, or None."""

    def __init__(self, constants, matrix_product=None):
        self.constants, self.matrix_product = constants, matrix_product
        self.activation = (constants["sigmoid_ns"] + constants["tanh_ns"]) / 2

    def load_rate(self, size):
        """Bytes a ns; `loads` are pairs of a size and its rate."""
        loads = self.constants["loads"]
        return next((rate for capacity, rate in loads if size <= capacity), loads[-1][1])

    def fma_ns(self, multiplications):
        return 2 * multiplications / self.constants["fma_gflops"]

    @staticmethod
    def layers(cell, layers, hidden, inputs):
        """(multiplications, inputs, activations) of each layer."""
        for layer in range(layers):
            width = inputs if layer == 0 else hidden
            yield GATES[cell] * hidden * (width + hidden), width, ACTIVATIONS[cell] * hidden

    def one_step(self, cell, layers, hidden, inputs):
        shapes = list(self.layers(cell, layers, hidden, inputs))
        rate = self.load_rate(sum(4 * products for products, _, _ in shapes))
        ns = 0
        for products, _, activations in shapes:
            ns += max(self.fma_ns(products), 4 * products / rate)
            ns += self.activation * activations + self.constants["chain_ns"]
        return ns * 1e-9

    def stream(self, cell, layers, hidden, inputs):
        return 1e-9 * sum(
            self.fma_ns(products) + self.activation * activations
            for products, _, activations in self.layers(cell, layers, hidden, inputs)
        )

    def training(self, cell, layers, hidden, inputs, steps, batch, *_):
        ns = 0
        for layer, (_, width, activations) in enumerate(self.layers(cell, layers, hidden, inputs)):
            products = GATES[cell] * hidden * (3 * hidden + (2 if layer == 0 else 3) * width)
            ns += self.fma_ns(products) + self.activation * activations
            ns += 1.5 * hidden * self.constants["cycle_ns"]
        return ns * steps * batch * 1e-9

    def shares(self, seconds, limit, flop):
        """Fractions for a row of the table."""
        row = {"limit_fraction": limit / seconds}
        if self.matrix_product and flop:
            row["matrix_product_fraction"] = flop / seconds / (self.matrix_product * 1e9)
        return row
