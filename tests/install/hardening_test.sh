#!/usr/bin/env bash
# hardening_test.sh FILE…: programs and shared libraries have what TIDEGATE_HARDENING (cmake/hardening.cmake) promises.
set -euo pipefail
status=0

# wants FILE WHAT PATTERN READELF_FLAG…: readelf must print a line that matches.
wants() {
  local file="$1" what="$2" pattern="$3"
  shift 3
  if ! grep -Eq "$pattern" <<<"$(readelf --wide "$@" "$file")"; then
    echo "$file: no $what"
    status=1
  fi
}

for file in "$@"; do
  wants "$file" "position-independent code" 'Type: +DYN' --file-header
  if [[ "$file" != *.so* ]]; then wants "$file" "position-independent executable (PIE)" 'FLAGS_1.*PIE' --dynamic; fi
  wants "$file" "read-only relocations (RELRO)" 'GNU_RELRO' --segments
  wants "$file" "binding at start (BIND_NOW)" 'BIND_NOW|FLAGS_1.*NOW' --dynamic
  wants "$file" "stack that is not executable" 'GNU_STACK.* RW ' --segments
  wants "$file" "stack protector" '__stack_chk_fail' --dyn-syms
  wants "$file" "checked libc calls (_FORTIFY_SOURCE)" '__[a-z]+_chk' --dyn-syms
done
exit "$status"
