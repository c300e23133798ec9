"""PyPI's safetensors opens a model file, and what it saves differs in nothing from ours.

Usage: safetensors_test.py MODEL.tidegate|WEIGHTS.safetensors      (needs: pip install safetensors numpy)
"""

import json
import struct
import sys
import tempfile
from pathlib import Path

from safetensors import safe_open
from safetensors.numpy import load_file, save_file


def header_names(path: Path) -> set[str]:
    """Names of the tensors, read by hand from the JSON header."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    return set(json.loads(data[8 : 8 + length])) - {"__metadata__"}


def main() -> None:
    path = Path(sys.argv[1])
    tensors = load_file(path)
    assert tensors, "a model file has tensors"
    assert set(tensors) == header_names(path)
    with safe_open(path, framework="numpy") as opened:
        metadata = opened.metadata()
    if path.suffix == ".tidegate":
        assert metadata and "digest" in metadata, "a model file is sealed"
    else:
        assert {"rnn.weight_ih_l0", "head.bias"} <= set(tensors), "weights have PyTorch's names"

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.safetensors"
        save_file(tensors, copy, metadata)
        again = load_file(copy)
    for name, values in tensors.items():
        assert again[name].dtype == values.dtype and again[name].shape == values.shape, name
        assert again[name].tobytes() == values.tobytes(), name
    print(f"{path.name}: {len(tensors)} tensors, {len(metadata or {})} metadata entries")


if __name__ == "__main__":
    main()
