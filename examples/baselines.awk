# What three naive rules say of a one-column series, for comparison with a detector.
# awk -v train_rows=N -v event_first=A -v event_last=B -f examples/baselines.awk FILE.csv
# Rows are numbered from 0 and start after the header; each rule is scored outside the first `train_rows` rows.

function abs(x) { return x < 0 ? -x : x }

# Keeps the highest score of a rule, the first row that has it, and how many rows the rule flags.
function consider(rule, row, score, is_flagged) {
  if (!(rule in best) || score > best[rule]) {
    best[rule] = score
    best_row[rule] = row
  }
  if (is_flagged) flagged[rule]++
  if (is_flagged && row >= event_first && row <= event_last) hits[rule]++
}

# Distance outside the range of the training part.
function score_limit(row) {
  if (value[row] > highest) return value[row] - highest
  return value[row] < lowest ? lowest - value[row] : 0
}

# Deviation from the mean of the 100 rows before, in their standard deviations.
function score_zscore(row,    i, mean, variance) {
  for (i = row - 100; i < row; i++) mean += value[i] / 100
  for (i = row - 100; i < row; i++) variance += (value[i] - mean) ^ 2 / 100
  return variance > 0 ? abs(value[row] - mean) / sqrt(variance) : 0
}

function score_diff(row) { return abs(value[row] - value[row - 1]) }

function print_rule(rule, words,    is_inside, verdict) {
  is_inside = best_row[rule] >= event_first && best_row[rule] <= event_last
  verdict = is_inside ? "in the event" : "not in the event"
  printf "  %-42s row %5d  %-17s flags %4d rows, %2d of the event's %d\n", words, best_row[rule], verdict,
         flagged[rule], hits[rule], event_last - event_first + 1
}

FNR > 1 { value[rows++] = $1 + 0 }

END {
  lowest = highest = value[0]
  for (i = 1; i < train_rows; i++) {
    if (value[i] < lowest) lowest = value[i]
    if (value[i] > highest) highest = value[i]
    if (score_diff(i) > steepest) steepest = score_diff(i)
  }
  for (i = train_rows; i < rows; i++) {
    consider("limit", i, score_limit(i), score_limit(i) > 0)
    consider("zscore", i, score_zscore(i), score_zscore(i) > 3)
    consider("diff", i, score_diff(i), score_diff(i) > steepest)
  }
  print_rule("limit", "limit (range of the training part)")
  print_rule("zscore", "moving z-score (100 rows, above 3)")
  print_rule("diff", "first difference (steepest of training)")
}
