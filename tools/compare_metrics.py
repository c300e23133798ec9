#!/usr/bin/env python3
"""Holds our metrics against the programs that others compute them with, on 200 random and awkward cases.

    tools/compare_metrics.py [--worker PROGRAM] [--cases N] [--list]

scikit-learn (areas, best F1, F1 of rows), TSB-AD (VUS, VUS of flags, affiliation, point adjustment) and prts (ranges)
are installed below build/compare_metrics the first time, about 250 MB; benchmarks/metrics_worker.cpp is built there.
Prints a line each metric: cases that are equal and their largest difference, cases of which neither can say anything
(NaN), and in how many the two say different things on purpose, with the reason; what we say there is checked too. Exit
code 1 if a difference above 1e-9 has no reason. --list names those cases.
"""

import argparse
import json
import math
import random
import subprocess
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "build" / "compare_metrics"
# What they need beside numpy and scikit-learn is for detectors and would be gigabytes.
WITH_DEPENDENCIES = ["numpy==2.4.6", "scipy==1.17.1", "scikit-learn==1.9.1"]
ALONE = ["TSB-AD==1.5", "prts==1.0.0.3"]
LARGEST = 1e-9
NAN = math.nan


def prepare(worker):
    """Goes on in an environment that has the references; returns the worker's path."""
    python = PLACE / "environment" / "bin" / "python"
    if not (PLACE / "ready").exists():
        print(f"installing {', '.join(WITH_DEPENDENCIES + ALONE)}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", PLACE / "environment"], check=True)
        pip = [python, "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, *WITH_DEPENDENCIES], check=True)
        subprocess.run([*pip, "--no-deps", *ALONE], check=True)
        (PLACE / "ready").touch()
    if Path(sys.prefix) != PLACE / "environment":
        sys.exit(subprocess.run([python, __file__, *sys.argv[1:]]).returncode)
    if worker:
        return worker
    build = PLACE / "build"
    configure = ["cmake", "--preset", "dev", "-B", build, "-DTIDEGATE_BUILD_BENCHMARKS=ON", "-DTIDEGATE_BUILD_TESTS=OFF"]
    for command in [configure, ["cmake", "--build", build, "--target", "metrics_worker"]]:
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return build / "benchmarks" / "metrics_worker"


# ---------------------------------------------------------------- cases


def runs(draw, rows, count, longest):
    labels = [0] * rows
    for _ in range(count):
        begin = draw.randrange(rows)
        for t in range(begin, min(rows, begin + draw.randint(1, longest))):
            labels[t] = 1
    return labels


def case(number):
    """A kind by turns, else at random; flags follow the scores or are runs of their own."""
    draw = random.Random(number)
    kind = KINDS[number % len(KINDS)]
    rows = {"one row": 1, "two rows": 2}.get(kind, draw.randint(20, 160))
    labels = runs(draw, rows, draw.randint(1, 5), 12)
    if kind == "one row":
        labels = [draw.randint(0, 1)]
    if kind == "no anomaly":
        labels = [0] * rows
    if kind == "all anomalous":
        labels = [1] * rows
    if kind == "at the begin":
        labels[: draw.randint(1, 5)] = [1] * 5
        labels = labels[:rows]
    if kind == "at the end":
        labels[-draw.randint(1, 5) :] = [1] * 5
        labels = labels[:rows]
    if kind == "close runs":
        labels = [1 if t % 7 in (1, 3) else 0 for t in range(rows)]
    scores = [draw.random() + 0.5 * label * draw.random() for label in labels]
    if kind == "ties":
        scores = [round(score * 4) / 4 for score in scores]
    if kind == "constant score":
        scores = [0.5] * rows
    if kind == "score is the label":
        scores = [float(label) for label in labels]
    if kind == "rows without a score":
        scores = [None if draw.random() < 0.2 else score for score in scores]
    flags = [int(score is not None and score > 0.8) for score in scores]
    if number // len(KINDS) % 2 == 1:
        flags = runs(draw, rows, draw.randint(1, 6), 15)
    if kind == "nothing flagged":
        flags = [0] * rows
    if kind == "everything flagged":
        flags = [1] * rows
    return {"kind": kind, "scores": scores, "labels": labels, "flags": flags, "window": draw.randint(0, 12)}


KINDS = [
    "plain", "ties", "no anomaly", "at the begin", "constant score", "all anomalous", "at the end", "close runs",
    "one row", "nothing flagged", "everything flagged", "rows without a score", "score is the label", "two rows",
]  # fmt: skip


# ---------------------------------------------------------------- references


def references(one):
    """Name → function that computes it; raises or gives NaN where the reference has no answer."""
    import numpy
    import prts
    from sklearn import metrics
    from TSB_AD.evaluation.affiliation import generics, metrics as affiliation
    from TSB_AD.evaluation.basic_metrics import basic_metricor

    known = [score for score in one["scores"] if score is not None]
    lowest = min(known, default=0) - 1  # rows without a score rank last
    scores = numpy.array([lowest if score is None else score for score in one["scores"]])
    labels, flags, window = numpy.array(one["labels"]), numpy.array(one["flags"]), one["window"]
    tsb = basic_metricor()

    def best_f1():
        precision, recall, _ = metrics.precision_recall_curve(labels, scores)
        return max(map(f1_of, precision, recall))

    def volume(place):
        return tsb.RangeAUC_volume_opt(labels, scores, window)[place]

    def of_flags(place):
        return tsb.metric_VUS_pred(labels, flags, window)[place]

    def near(name):
        events = [generics.convert_vector_to_events(list(vector)) for vector in (flags, labels)]
        return affiliation.pr_from_events(*events, (0, len(labels)))[name]

    answers = {
        "AUC-ROC": lambda: metrics.roc_auc_score(labels, scores),
        "average precision": lambda: metrics.average_precision_score(labels, scores),
        "best F1": best_f1,
        "precision": lambda: metrics.precision_score(labels, flags, zero_division=0),
        "recall": lambda: metrics.recall_score(labels, flags, zero_division=NAN),
        "F1": lambda: metrics.f1_score(labels, flags, zero_division=NAN),
        "point-adjusted F1": lambda: tsb.metric_PointF1PA(labels, scores, flags),
        "VUS-ROC": lambda: volume(4),
        "VUS-PR": lambda: volume(5),
        "VUS recall of flags": lambda: of_flags(0),
        "VUS precision of flags": lambda: of_flags(1),
        "VUS F1 of flags": lambda: of_flags(2),
        "affiliation precision": lambda: near("Affiliation_Precision"),
        "affiliation recall": lambda: near("Affiliation_Recall"),
    }
    for bias in ["flat", "front", "middle", "back"]:
        for cardinality in ["one", "reciprocal"]:
            name = f"{bias}, {cardinality}"
            answers[f"range precision, {name}"] = lambda b=bias, c=cardinality: prts.ts_precision(labels, flags, 0, c, b)
            answers[f"range recall, {name}"] = lambda b=bias, c=cardinality: prts.ts_recall(labels, flags, 0.25, c, b)
    return answers


def answer_of(reference):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return float(reference())
        except (AssertionError, IndexError, ValueError, ZeroDivisionError):
            return NAN


# ---------------------------------------------------------------- where definitions differ

def f1_of(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def no_anomaly(one):
    return not any(one["labels"])


def all_anomalous(one):
    return all(one["labels"])


def nothing_flagged(one):
    return not any(one["flags"])


def misses_scores(one):
    return None in one["scores"]


def begins_unflagged(one):
    """The first row is anomalous and not flagged."""
    return one["labels"][0] == 1 and one["flags"][0] == 0


def recall_of_all(one):
    return sum(one["flags"]) / len(one["flags"])


def precision_of_all(one):
    return 0.0 if nothing_flagged(one) else 1.0


def f1_of_all(one):
    return f1_of(precision_of_all(one), recall_of_all(one))


def best_f1_of_scored(one):
    """Straight from the definition."""
    rows = [(score, label) for score, label in zip(one["scores"], one["labels"]) if score is not None]
    best = 0.0
    for threshold, _ in rows:
        flagged = [label for score, label in rows if score >= threshold]
        best = max(best, f1_of(sum(flagged) / len(flagged), sum(flagged) / sum(one["labels"])))
    return best


def adjusted_f1(one):
    """Theirs, once the first row is not that of an anomaly: a normal row, not flagged, changes no F1."""
    before = {"scores": [0.0], "labels": [0], "flags": [0]}
    moved = {**one, **{name: first + one[name] for name, first in before.items()}}
    return answer_of(references(moved)["point-adjusted F1"])


def always(value):
    return lambda one: value


UNDEFINED = "no anomalous row, NaN here, 0 there"
NO_CHANGE = "all rows anomalous, no answer there"
# Names that begin so, where it holds, what we must say there, and why.
DIFFERENCES = [
    ("average precision", no_anomaly, always(NAN), UNDEFINED),
    ("best F1", no_anomaly, always(NAN), UNDEFINED),
    ("best F1", misses_scores, best_f1_of_scored, "rows without a score are never flagged here, at last there"),
    ("F1", no_anomaly, always(NAN), UNDEFINED),
    ("point-adjusted F1", no_anomaly, always(NAN), UNDEFINED),
    ("point-adjusted F1", begins_unflagged, adjusted_f1, "an anomaly's row 0 is not adjusted there"),
    ("VUS-PR", all_anomalous, always(1.0), NO_CHANGE),
    ("VUS recall of flags", all_anomalous, recall_of_all, NO_CHANGE),
    ("VUS precision of flags", all_anomalous, precision_of_all, NO_CHANGE),
    ("VUS F1 of flags", all_anomalous, f1_of_all, NO_CHANGE),
    ("VUS precision of flags", nothing_flagged, always(0.0), "nothing flagged, 0 here, no answer there"),
    ("range", nothing_flagged, always(0.0), "nothing flagged, 0 here, no answer there"),
    ("range precision", no_anomaly, always(0.0), "no anomalous row, 0 here, no answer there"),
]


def same(a, b):
    return (math.isnan(a) and math.isnan(b)) or abs(a - b) <= LARGEST


def reason_for(name, one, ours):
    for begin, holds, expected, reason in DIFFERENCES:
        if name.startswith(begin) and holds(one) and same(ours, expected(one)):
            return reason
    return None


# ---------------------------------------------------------------- comparing


class Metric:
    def __init__(self):
        self.equal, self.undefined, self.largest, self.reasons, self.unexplained = 0, 0, 0.0, {}, []

    def add(self, name, number, one, ours, theirs):
        if math.isnan(ours) and math.isnan(theirs):
            self.undefined += 1
        elif same(ours, theirs):
            self.equal += 1
            self.largest = max(self.largest, abs(ours - theirs))
        elif reason := reason_for(name, one, ours):
            self.reasons[reason] = self.reasons.get(reason, 0) + 1
        else:
            self.unexplained.append(f"{name}: case {number} ({one['kind']}): ours {ours}, theirs {theirs}")

    def line(self, name):
        reasons = "; ".join(f"{count}: {reason}" for reason, count in self.reasons.items())
        return f"{name:34} {self.equal:5} {self.largest:8.0e} {self.undefined:5}  {reasons}"


def compare(worker, count, listed):
    process = subprocess.Popen([worker], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    table = {}
    for number in range(count):
        one = case(number)
        process.stdin.write(json.dumps({key: value for key, value in one.items() if key != "kind"}) + "\n")
        process.stdin.flush()
        ours = json.loads(process.stdout.readline())
        for name, reference in references(one).items():
            value = NAN if ours[name] is None else ours[name]
            table.setdefault(name, Metric()).add(name, number, one, value, answer_of(reference))
    process.stdin.close()
    print(f"{'metric':34} {'equal':>5} {'largest':>8} {'NaN':>5}  cases that differ on purpose")
    for name, metric in table.items():
        print(metric.line(name))
    unexplained = [line for metric in table.values() for line in metric.unexplained]
    unexplained += [f"{name}: not one case is equal" for name, metric in table.items() if metric.equal == 0]
    print(f"{count} cases, {len(unexplained)} differences without a reason")
    for line in unexplained if listed else unexplained[:10]:
        print(line)
    return 1 if unexplained else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worker", help="the program, if it is built already")
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--list", action="store_true", help="every difference without a reason")
    arguments = parser.parse_args()
    return compare(prepare(arguments.worker), arguments.cases, arguments.list)


if __name__ == "__main__":
    sys.exit(main())
