#!/usr/bin/env bash
# Runs every example and holds its figure against what it must at least reach. usage: run.sh PROGRAM FOLDER
set -euo pipefail
export TIDEGATE=$1 EXAMPLES_OUTPUT=$2/examples
examples=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../examples" && pwd)
failed=0

# expect SCRIPT AT_LEAST [AT_MOST]: the first number of each line that begins "found N of" or reads "N of M stolen cards
# found", each against its own AT_LEAST or the last; with AT_MOST also the number of "N other events" in those lines.
expect() {
  local output figures least=$2 most=${3:-}
  output=$("$examples/$1.sh" 2>&1) || { echo "$output"; echo "$1 failed"; failed=1; return; }
  figures=$(sed -nE 's/^found ([0-9]+) of.*/\1/p; s/^([0-9]+) of [0-9]+ stolen cards.*/\1/p' <<<"$output")
  [ -n "$figures" ] || { echo "$1 ends without a figure"; failed=1; return; }
  for figure in $figures; do
    echo "$1: $figure, at least ${least%% *}"
    ((figure >= ${least%% *})) || failed=1
    least=${least#* }
  done
  [ -n "$most" ] || return 0
  for figure in $(sed -nE 's/^found .*; ([0-9]+) other events?$/\1/p' <<<"$output"); do
    echo "$1: $figure other events, at most $most"
    ((figure <= most)) || failed=1
  done
}

expect 01-medical-pressure 1
expect 02-iot-water-flow 3
expect 03-machine-faults 2
expect 04-fraud-accounts 6
expect 05-intrusion-hosts 6
expect 06-medical-electrocardiogram "10 5" 4
exit $failed
