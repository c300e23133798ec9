"""PyTorch's side: the same models, shapes and work as our worker's jobs."""

import torch

# Off by default, but gradients that fade over 250 steps end in denormals, which take fifteen times as long on some
# processors: the others are to be seen at their best.
torch.set_flush_denormal(True)

CELLS = {"gru": torch.nn.GRU, "lstm": torch.nn.LSTM, "rnn": torch.nn.RNN}


def make(cell, layers, hidden, inputs):
    return CELLS[cell](inputs, hidden, num_layers=layers, batch_first=True), torch.nn.Linear(hidden, inputs)


class Learner:
    """Model and optimiser; one step is forward, backward, clipping and fused Adam."""

    def __init__(self, cell, layers, hidden, inputs, rate=1e-4):
        torch.manual_seed(1)
        self.rnn, self.linear = make(cell, layers, hidden, inputs)
        self.parameters = [*self.rnn.parameters(), *self.linear.parameters()]
        self.adam = torch.optim.Adam(self.parameters, lr=rate, fused=True)

    def step(self, x, target, every_step=True, state=None):
        self.adam.zero_grad(set_to_none=True)
        states, state = self.rnn(x, state)
        output = self.linear(states if every_step else states[:, -1])
        torch.nn.functional.mse_loss(output, target).backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.adam.step()
        return state.detach() if isinstance(state, torch.Tensor) else tuple(part.detach() for part in state)


def training(cell, layers, hidden, inputs, steps, batch, head, threads):
    learner = Learner(cell, layers, hidden, inputs)
    x = torch.randn(batch, steps, inputs)
    target = torch.randn(batch, steps, inputs) if head == "all" else torch.randn(batch, inputs)

    def step():
        torch.set_num_threads(threads)
        learner.step(x, target, head == "all")

    return step


def steps(cell, layers, hidden, inputs, count):
    """`count` steps of one stream, state kept: cell and head."""
    rnn, linear = make(cell, layers, hidden, inputs)
    x = torch.randn(count, 1, 1, inputs)

    def run():
        torch.set_num_threads(1)
        with torch.inference_mode():
            state = None
            for row in x:
                output, state = rnn(row, state)
                linear(output)

    return run


def streams(hidden, inputs, count):
    """One step of many streams whose states lie in one tensor, in order: cell and head."""
    rnn, linear = make("gru", 1, hidden, inputs)
    x, state = torch.randn(count, 1, inputs), torch.zeros(1, count, hidden)

    def run():
        torch.set_num_threads(1)
        with torch.inference_mode():
            output, _ = rnn(x, state)
            linear(output)

    return run


def fleet(hidden, batches, epochs, validation_rows):
    """Trains one univariate model in the given batches of an epoch, [steps, sequences], with carried state; validates
    after each epoch."""
    data = [(torch.randn(sequences, length, 1), torch.randn(sequences, length, 1)) for length, sequences in batches]
    validation = torch.randn(1, validation_rows, 1)

    def run():
        torch.set_num_threads(1)
        learner = Learner("gru", 1, hidden, 1, rate=3e-3)
        for _ in range(epochs):
            state = None
            for x, target in data:
                state = learner.step(x, target, state=state)
            with torch.inference_mode():
                torch.nn.functional.mse_loss(learner.linear(learner.rnn(validation)[0]), validation)

    return run


def matrix_product_rate(rounds, timed):
    """GFLOP/s of a plain 1024³ product on one thread: what the machine gives to anybody."""
    torch.set_num_threads(1)
    a, b, out = torch.randn(1024, 1024), torch.randn(1024, 1024), torch.empty(1024, 1024)
    return max(2 * 1024**3 / timed(lambda: torch.mm(a, b, out=out)) / 1e9 for _ in range(rounds))
