# What the examples share: the program, a folder for what they make, and how events are held against labels.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=${TIDEGATE:-$here/../build/release/tidegate}
made=${EXAMPLES_OUTPUT:-$here/made}
mkdir -p "$made"
[ -x "$program" ] || { echo "no program at $program; ./demo builds it, or set TIDEGATE" >&2; exit 1; }

# generate NAME: a series of examples/generate, into the folder for what is made.
generate() { awk -f "$here/generate/random.awk" -f "$here/generate/$1.awk" > "$made/$1.csv"; }

# held_against EVENTS.csv "FIRST-LAST …": how many of the labelled stretches an event overlaps, and how many events
# overlap none. Events as `detect --format csv` writes them.
held_against() {
  awk -F, -v stretches="$2" '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; count = split(stretches, stretch, " "); next }
    {
      inside = 0
      for (s = 1; s <= count; s++) {
        split(stretch[s], edge, "-")
        if ($column["start_index"] <= edge[2] + 0 && $column["end_index"] >= edge[1] + 0) { hit[s] = 1; inside = 1 }
      }
      if (!inside) other++
    }
    END {
      found = 0
      for (s = 1; s <= count; s++) found += hit[s]
      printf "found %d of %d labelled stretches; %d other event%s\n", found, count, other, other == 1 ? "" : "s"
    }' "$1"
}

# labelled_stretches FILE.csv COLUMN FIRST_ROW: "FIRST-LAST …" of the runs of ones in a column, from a row on (rows from 0).
labelled_stretches() {
  awk -F, -v name="$2" -v from="$3" '
    NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) column = i; next }
    { row = NR - 2; one = row >= from && $column == 1 }
    one && !inside { printf "%s%d-", separator, row; separator = " " }
    !one && inside { printf "%d", row - 1 }
    { inside = one }
    END { if (inside) printf "%d", NR - 2 }' "$1"
}

# by_chance EVENTS.csv "FIRST-LAST …" FIRST_ROW ROWS: how many of the stretches as many events of the same lengths would
# overlap on average, were each laid anywhere from FIRST_ROW on.
by_chance() {
  awk -F, -v stretches="$2" -v from="$3" -v rows="$4" '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    { length_of[++events] = $column["end_index"] - $column["start_index"] + 1 }
    END {
      count = split(stretches, stretch, " ")
      for (s = 1; s <= count; s++) {
        split(stretch[s], edge, "-")
        missed = 1
        for (e = 1; e <= events; e++)
          missed *= 1 - (edge[2] - edge[1] + length_of[e]) / (rows - from - length_of[e] + 1)
        found += 1 - missed
      }
      printf "as many events of the same lengths at random: %.1f of %d on average\n", found, count
    }' "$1"
}
