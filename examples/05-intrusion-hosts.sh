#!/usr/bin/env bash
# Intrusion: traffic of 60 made-up hosts (examples/generate/connections.awk), of which seven are misused. The protocol is
# text and becomes inputs; counts are taken by their logarithm. One network for all hosts, each with its own state, learned
# from the first 12 hours without labels; the limit is to flag one normal row in 100,000.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
generate connections
connections=$made/connections.csv
options=("$connections" --key host --channels connections,refused,sent,received --categories protocol --transform log
  --train-part until:2024-03-05T12:00:00Z --threshold pot:1e-5 --quiet)

"$program" detect "${options[@]}"
"$program" detect "${options[@]}" --format csv --output "$made/connections-events.csv"
awk -F, 'NR == FNR { if (FNR > 1 && $8 == 1) misused[$2] = 1; next }
  FNR == 1 { for (i = 1; i <= NF; i++) if ($i == "key") column = i; next }
  { told[$column] = 1 }
  END {
    for (host in misused) { hosts++; found += told[host] }
    for (host in told) if (!misused[host]) other++
    printf "found %d of %d misused hosts; events in %d of %d others\n", found, hosts, other, 60 - hosts
  }' "$connections" "$made/connections-events.csv"
