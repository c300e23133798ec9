#!/usr/bin/env bash
# Medicine: arterial pressure in which an internal bleeding shows (a real series; label: rows 4187 to 4198).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
pressure=$here/data/arterial-pressure.csv

echo "Which cell for this series? Trained on 1,200 normal rows, evaluated on the rest:"
"$program" compare "$pressure" --train-part 1200 --quiet

echo "What is found, and what it looks like:"
"$program" detect "$pressure" --train-part 1200 --quiet --plot --report "$made/pressure.html"
"$program" detect "$pressure" --train-part 1200 --quiet --format csv --output "$made/pressure-events.csv"
held_against "$made/pressure-events.csv" 4187-4198
echo "The page: $made/pressure.html"
