#!/usr/bin/env bash
# Fraud: payments of 400 made-up accounts (examples/generate/payments.awk). One network for all accounts, each with its own
# state: what is odd for one is usual for another. First from normal payments alone, then from labels.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
generate payments
payments=$made/payments.csv
columns=(--time none --channels gap,amount --categories place --transform log --key account --smoothing none)
rows_held_against_labels() {
  awk -F, 'NR == FNR { if (FNR > 1) { key[FNR] = $1; label[FNR] = $6 } next }
    FNR == 1 { for (i = 1; i <= NF; i++) if ($i == "anomaly") column = i; next }
    $column == "" { next }
    { theft[key[FNR]] += label[FNR]; if ($column == 1) { flagged++; hit += label[FNR]; if (label[FNR]) found[key[FNR]] = 1 } }
    END {
      for (k in theft) if (theft[k] > 0) { thefts++; seen += found[k] }
      printf "%d of %d stolen cards found; of %d payments flagged %d were thefts\n", seen, thefts, flagged, hit
    }' "$payments" "$1"
}

echo "Trained on the payments of 70 % of the accounts, without labels; the threshold: one normal payment in 2,000"
"$program" train "$payments" "${columns[@]}" --train-keys 0.7 --threshold pot:5e-4 --model "$made/payments.tidegate" --quiet > "$made/payments.txt"
"$program" score "$payments" --time none --model "$made/payments.tidegate" --quiet --output "$made/payments-scores.csv"
rows_held_against_labels "$made/payments-scores.csv"

echo
echo "Trained on the labels of the same accounts (a threshold for nine true alarms in ten on the validation part):"
"$program" train "$payments" --time none --channels gap,amount --categories place --transform log --key account --label label \
  --train-keys 0.7 --detector gru-classifier --threshold precision:0.9 --model "$made/fraud.tidegate" --quiet > "$made/fraud.txt"
"$program" score "$payments" --time none --model "$made/fraud.tidegate" --quiet --output "$made/fraud-scores.csv"
rows_held_against_labels "$made/fraud-scores.csv"
