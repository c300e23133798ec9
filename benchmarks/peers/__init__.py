"""The others. Each may be missing: then its column stays empty."""

import importlib.metadata
import importlib.util
import sys
from pathlib import Path

#   name, what it is called on the page, distribution, what has to be importable (oneDNN is a C++ library)
KNOWN = [
    ("pytorch", "PyTorch", "torch", ["torch"]),
    ("onednn", "oneDNN", "onednn-devel", []),
    ("onnxruntime", "ONNX Runtime", "onnxruntime", ["onnxruntime", "onnx", "numpy"]),
    ("pyod", "PyOD LSTMAD", "pyod", ["torch", "pyod"]),
    ("darts", "Darts RNNModel", "darts", ["torch", "pytorch_lightning", "darts"]),
]
LABELS = {name: label for name, label, _, _ in KNOWN}


def find(onednn_worker):
    """{name: version} of those that are here; says which are not."""
    found = {}
    for name, label, distribution, modules in KNOWN:
        try:
            version = importlib.metadata.version(distribution)
            for module in modules:
                if importlib.util.find_spec(module) is None:
                    raise ImportError(f"no module {module}")
            if name == "onednn" and not Path(onednn_worker).is_file():
                raise ImportError("its worker could not be built")
            found[name] = version
        except (ImportError, importlib.metadata.PackageNotFoundError) as error:
            print(f"{label} is left out: {error}", file=sys.stderr)
    return found
