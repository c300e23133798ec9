#!/usr/bin/env bash
# Refuses flags that change results or bind the program to one machine: NaN is our missing value, and the fast kernels
# choose the instruction set at run time. Documents may name them; builds, sources and scripts may not.
set -euo pipefail
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/..}"
readonly banned='-m(arch|tune|cpu)=native|-ffast-math|-Ofast|-funsafe-math-optimizations|-ffinite-math-only|-fassociative-math|pragma +GCC +optimize|__attribute__ *\(\( *optimize|/fp:fast'

scope=--untracked  # what git tracks or would track; every file where there is no repository
git rev-parse --is-inside-work-tree >/dev/null 2>&1 || scope=--no-index
status=0
git grep "$scope" -nEI -e "$banned" -- . ':!*.md' ':!tools/check_flags.sh' ':!tools/test_tools.py' || status=$?
case "$status" in
  0) echo "flags: the lines above name a flag that is banned (CONTRIBUTING.md)" && exit 1 ;;
  1) echo "flags: none banned" ;;
  *) exit "$status" ;;  # the search itself failed
esac
