"""Darts' RNNModel as a forecasting anomaly model: TRAINING SCORING SEED → one line of JSON with seconds and the error."""

import json
import logging
import sys
import time
import warnings

start = time.perf_counter()
import numpy  # noqa: E402
import torch  # noqa: E402
from darts import TimeSeries  # noqa: E402
from darts.ad import ForecastingAnomalyModel, NormScorer  # noqa: E402
from darts.models import RNNModel  # noqa: E402

imported = time.perf_counter()
warnings.filterwarnings("ignore")
logging.getLogger("pytorch_lightning").setLevel(logging.ERROR)
torch.set_num_threads(2)
WINDOW = 50
values = [numpy.loadtxt(path, skiprows=1, dtype="f4") for path in sys.argv[1:3]]
training, scoring = (TimeSeries.from_values(one) for one in values)
trainer = {"accelerator": "cpu", "enable_progress_bar": False, "enable_model_summary": False, "logger": False}
model = RNNModel(
    model="LSTM", hidden_dim=64, n_rnn_layers=2, input_chunk_length=WINDOW, training_length=WINDOW, batch_size=32,
    n_epochs=5, optimizer_kwargs={"lr": 1e-3}, random_state=int(sys.argv[3]), pl_trainer_kwargs=trainer,
)  # fmt: skip
model.fit(training)
fitted = time.perf_counter()
scores, predictions = ForecastingAnomalyModel(model, NormScorer()).score(scoring, return_model_prediction=True)
scored = time.perf_counter()
errors = scoring.slice_intersect(predictions).values() - predictions.values()
print(json.dumps({"start": imported - start, "fit": fitted - imported, "score": scored - fitted,
                  "error": float(numpy.mean(errors**2)), "scored": len(scores)}))  # fmt: skip
