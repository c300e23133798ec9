"""oneDNN's side: a worker of its own in C++ (onednn_worker.cpp), started where its package keeps its devices."""

import sys
from pathlib import Path

from contest import Worker


def start(program):
    """The package computes on the processor by way of SYCL, which has to be told where the processor's driver is."""
    driver = Path(sys.prefix) / "lib" / "libintelocl.so"
    return Worker(str(program), OCL_ICD_FILENAMES=str(driver), OMP_NUM_THREADS="1")
