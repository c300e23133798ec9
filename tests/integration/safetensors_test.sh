#!/usr/bin/env bash
# PyPI's safetensors opens a model that was really trained: safetensors_test.sh TIDEGATE BUILD_FOLDER
# Makes a Python environment of its own below the build folder, once.
set -euo pipefail
readonly tidegate="$1" work="$2/safetensors-test"
readonly project="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

if [[ ! -e "$work/environment/ready" ]]; then
  rm -rf "$work/environment"
  mkdir -p "$work"
  python3 -m venv "$work/environment"
  "$work/environment/bin/pip" install --quiet 'safetensors>=0.4,<1' 'numpy>=1.24,<3'
  touch "$work/environment/ready"
fi

"$tidegate" train "$project/examples/data/water-flow.csv" --train-part 0.5 --epochs 2 --hidden 16,8 --quiet \
  --model "$work/water.tidegate" --output "$work/words.txt"
"$tidegate" info "$work/water.tidegate" --weights "$work/weights.safetensors" --quiet --output "$work/words.txt"
"$work/environment/bin/python" "$project/tests/integration/safetensors_test.py" "$work/water.tidegate"
"$work/environment/bin/python" "$project/tests/integration/safetensors_test.py" "$work/weights.safetensors"
