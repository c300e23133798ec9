#!/usr/bin/env python3
"""Times Tidegate beside its peers, interleaved in one run, and writes docs/benchmarks.md.

./bench [--json FILE] [--rounds N] [--only WORDS]    ours and the peers
./bench --quick [--store]                            ours only, against the stored baseline, in two minutes

./bench builds the programs and makes the environment the peers live in. Every figure is the median over rounds; in each
round every contestant runs once.
"""

import argparse
import datetime
import json
import os
import platform
import re
import sys
import time
from pathlib import Path

import page
import peers
import quick
from contest import Bench, Progress, Worker, timed, told
from limits import Limits, measured_constants
from parts import fleet, instruction_sets, programs, sizes, steps, streams, training

FOLDER = Path(__file__).resolve().parent
PARTS = [training, steps, streams, instruction_sets, sizes, programs, fleet]


def cpu_name():
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":")[1].strip() for line in lines if "model name" in line), platform.machine())


def tell_if_busy():
    load = os.getloadavg()[0]
    if load > 0.7:
        print(f"The load is {load:.1f}: something else is running. Figures will be noisy, and peers with several "
              "threads suffer most.", file=sys.stderr)  # fmt: skip


def prepare(options):
    """The bench, and what is to be told of the machine."""
    worker = Worker(str(options.build / "benchmarks" / "bench_worker"))
    found = peers.find(options.build / "benchmarks" / "onednn_worker")
    constants, product = measured_constants(worker), None
    if "pytorch" in found:
        from peers import pytorch

        product = round(pytorch.matrix_product_rate(20, timed), 1)
    about = {
        "cpu": cpu_name(), "cores": os.cpu_count(), "isa": worker.ask("isa")["isa"], "constants": constants,
        "matrix_product_gflops": product, "peers": found, "python": platform.python_version(),
        "date": datetime.date.today().isoformat(),
    }  # fmt: skip
    print(f"{about['cpu']}, {about['isa']}: {constants['fma_gflops']:.0f} GFLOP/s from registers"
          + (f", {product:.0f} in a plain matrix product" if product else ""))  # fmt: skip
    limits = Limits(constants, product)
    programs_folder = options.build / "benchmarks"
    command = str(options.build / "tidegate")
    return Bench(worker, options.build.parent, programs_folder, command, limits, found, options.rounds), about


def full_run(options, chosen):
    start = time.monotonic()
    bench, about = prepare(options)
    parts = [(part, [item for item in part.items(bench) if chosen(item.name)]) for part in PARTS]
    progress = Progress([item for _, items in parts for item in items])
    sections, failed = [], []
    for part, items in parts:
        rows = []
        for item in items:
            progress.begin(item)
            try:
                rows += (new := item.measure())
            except Exception as error:  # one part that fails does not end a run of half an hour
                failed.append(item.name)
                print(f"  failed: {error}", file=sys.stderr)
                continue
            for row in new:
                print(f"  {told(row)}", flush=True)
        sections.append((part.TITLE, part.WORDS, rows))
    about["minutes"] = round((time.monotonic() - start) / 60, 1)
    write(options, about, sections)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def write(options, about, sections):
    if options.json:
        rows = [row | {"section": title} for title, _, rows in sections for row in rows]
        text = json.dumps({"machine": about, "results": rows}, indent=1, ensure_ascii=False)
        options.json.write_text(text + "\n")
    if options.page and options.only:
        print(f"{options.page} is left as it is: --only measures a part of it")
    elif options.page:
        options.page.write_text(page.page(about, sections))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, required=True, help="where ./bench built the programs")
    parser.add_argument("--quick", action="store_true", help="ours only, against the stored baseline")
    parser.add_argument("--store", action="store_true", help="keep this quick run as the baseline")
    parser.add_argument("--baseline", type=Path, default=FOLDER / "baseline.json")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--only", help="only parts whose names hold this (a regular expression, letters' case ignored)")
    parser.add_argument("--rounds", type=float, default=1.0, help="times as many rounds")
    options = parser.parse_args()

    def chosen(name):
        return not options.only or re.search(options.only, name, re.IGNORECASE)

    tell_if_busy()
    if options.quick:
        program = str(options.build / "benchmarks" / "bench_worker")
        return quick.run(program, options.baseline, options.store, chosen)
    return full_run(options, chosen)


if __name__ == "__main__":
    sys.exit(main())
