"""PyOD's LSTMAD as a user would write it: TRAINING SCORING SEED → one line of JSON with seconds and the error.

Its defaults are our sizes (window 50, 2×64 units, batch 32, Adam at 0.001); only the epochs are fewer.
"""

import json
import sys
import time

start = time.perf_counter()
import numpy  # noqa: E402
import torch  # noqa: E402
from pyod.models.ts_lstm import LSTMAD  # noqa: E402

imported = time.perf_counter()
torch.set_num_threads(2)
torch.manual_seed(int(sys.argv[3]))
training, scoring = (numpy.loadtxt(path, skiprows=1) for path in sys.argv[1:3])
detector = LSTMAD(window_size=50, hidden_size=64, n_layers=2, epochs=5)
detector.fit(training)
fitted = time.perf_counter()
scores = detector.decision_function(scoring)
scored = time.perf_counter()

# A score is (error − mean)² / variance of one channel: the error is in it, up to the sign, but not simply; predict again.
inputs, targets = detector._build_pairs(scoring.reshape(-1, 1), detector.window_size)
errors = targets - detector._predict_model(detector.model_, inputs)
assert len(scores) == len(scoring)
print(json.dumps({"start": imported - start, "fit": fitted - imported, "score": scored - fitted,
                  "error": float(numpy.mean(errors**2))}))  # fmt: skip
