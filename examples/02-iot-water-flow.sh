#!/usr/bin/env bash
# Internet of Things: hourly water flow of a pipeline (a real series, with gaps; no labels: the source describes low flow in
# rows 94-110, 212-223 and 872-886 and a peak at row 329). Learned from the 90 rows before the first of them, which is
# little: expect false events.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
flow=$here/data/water-flow.csv

"$program" detect "$flow" --train-part 90 --quiet --plot --report "$made/water-flow.html"
"$program" detect "$flow" --train-part 90 --quiet --format csv --output "$made/water-flow-events.csv"
held_against "$made/water-flow-events.csv" "94-110 212-223 329-329 872-886"
echo "The page: $made/water-flow.html"
