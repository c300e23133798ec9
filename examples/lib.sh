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
