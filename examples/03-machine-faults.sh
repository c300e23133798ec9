#!/usr/bin/env bash
# Machines: four sensors of a made-up machine (examples/generate/machine.awk), with three faults that leave no sensor's normal
# range: a rattle, slow failing of the cooling, a lost phase. Other events are changes of shift, which happen at once.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
generate machine
options=("$made/machine.csv" --train-part 5000 --quiet)

"$program" detect "${options[@]}" --plot --report "$made/machine.html"
"$program" detect "${options[@]}" --format csv --output "$made/machine-events.csv"
held_against "$made/machine-events.csv" "6200-6259 7700-7789 9100-9149"
echo "The page: $made/machine.html"
