#!/usr/bin/env python3
"""Writes tests/golden/pareto_tails.json: tails that SciPy fits to excesses, for our own fit to be held against.

Needs scipy and numpy (PyPI). Each case: `excesses` drawn from a generalised Pareto distribution, and the `shape` and
`scale` of scipy.stats.genpareto.fit(excesses, floc=0), its optimiser told to go on to the last digits; `log_likelihood`
is that of the fit. Run by hand, not by the tests.
"""

import argparse
import json
from datetime import date
from pathlib import Path

import numpy
import scipy
from scipy.optimize import fmin
from scipy.stats import genpareto

OUT = Path(__file__).resolve().parent.parent / "tests" / "golden" / "pareto_tails.json"
SEED = 20240607
CASES = [(0.0, 1.0, 40), (0.0, 1e-3, 300), (0.3, 2.5, 60), (0.8, 1.0, 200), (1.5, 7e6, 100), (-0.2, 1.0, 80),
         (-0.45, 3.0, 250), (0.1, 0.2, 12)]  # shape, scale, how many  # fmt: skip


def exact_minimum(function, start, args=(), disp=0):
    for _ in range(3):  # Nelder-Mead stops early; begun anew at the end it goes on
        start = fmin(function, start, args=args, disp=disp, xtol=1e-13, ftol=1e-15, maxiter=20000, maxfun=20000)
    return start


def case(random, shape, scale, count):
    excesses = genpareto.rvs(shape, scale=scale, size=count, random_state=random)
    fitted_shape, _, fitted_scale = genpareto.fit(excesses, floc=0, optimizer=exact_minimum)
    likelihood = genpareto.logpdf(excesses, fitted_shape, scale=fitted_scale).sum()
    return {"drawn_from": {"shape": shape, "scale": scale}, "excesses": excesses.tolist(), "shape": fitted_shape,
            "scale": fitted_scale, "log_likelihood": likelihood}  # fmt: skip


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    random = numpy.random.default_rng(SEED)
    header = {"framework": f"SciPy {scipy.__version__}, NumPy {numpy.__version__}", "seed": SEED,
              "script": "tools/make_golden_tails.py", "date": date.today().isoformat()}  # fmt: skip
    cases = [json.dumps(case(random, *known), separators=(",", ":")) for known in CASES]
    OUT.write_text('{\n "header": ' + json.dumps(header) + ',\n "cases": [\n  ' + ",\n  ".join(cases) + "\n ]\n}\n")


if __name__ == "__main__":
    main()
