"""A detector for each of a thousand series."""

import time

from contest import Item, Worker, alternate, result

TITLE = "Many detectors"
WORDS = """1,000 detectors of GRU-16, one for each of 1,000 series of 4,000 points, on all cores, ten epochs each. Our
time is the whole fit: scaler, training with carried state, score statistics, threshold. The PyTorch loop trains the
same model in the same number of steps with batches of the same shapes, validates after each epoch, and does nothing
else. It runs for a few series on one thread. The time is scaled up to all of them as if every core ran such a loop
without hindering the others."""
HIDDEN, SERIES, POINTS, EPOCHS, PEER_SERIES = 16, 1000, 4000, 10, 4
NAME = "train 1,000 detectors of GRU-16, 4,000 points each"


def fleet(bench):
    from os import cpu_count

    with Worker(bench.worker.program) as worker:
        job = worker.prepare(f"fleet {HIDDEN} {SERIES} {POINTS} {EPOCHS}")
        contestants = {"ours": lambda: worker.run(job)[0]}
        if "pytorch" in bench.peers:
            from peers import pytorch

            train = pytorch.fleet(HIDDEN, job["batches"], EPOCHS, job["validation_rows"] + job["window"])

            def peer():
                start = time.perf_counter()
                for _ in range(PEER_SERIES):
                    train()
                return (time.perf_counter() - start) * SERIES / PEER_SERIES / cpu_count()

            contestants["pytorch"] = peer
        return [result(NAME, "s", alternate(contestants, bench.count(3), warm_up=False))]


def items(bench):
    yield Item(NAME, 60, lambda: fleet(bench))
