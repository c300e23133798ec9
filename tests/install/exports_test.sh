#!/usr/bin/env bash
# exports_test.sh LIBRARY: the shared library exports names of the interface (tidegate::) and nothing of rooms or of
# other libraries; what a program needs is there.
set -euo pipefail
names="$(nm --dynamic --defined-only --demangle --format=posix "$1" | sed 's/ [A-Za-z] [0-9a-f].*//')"
status=0

foreign="$(grep -vE '^((typeinfo|typeinfo name|vtable) for )?tidegate::' <<<"$names" || true)"
if [[ -n "$foreign" ]]; then
  echo "exported, but not in namespace tidegate:"
  echo "$foreign"
  status=1
fi
# A few inner functions, one a room: their names are not marked with TIDEGATE_API.
inner="$(grep -E 'tidegate::(fit_chain|push_row|settle|load_model|sha256|kernels|[A-Za-z]+::Impl::)' <<<"$names" || true)"
if [[ -n "$inner" ]]; then
  echo "exported, but not part of the interface:"
  echo "$inner"
  status=1
fi
for wanted in 'tidegate::Stream::push(' 'tidegate::Detector::load(' 'tidegate::Error::message(' 'typeinfo for tidegate::Source'; do
  if ! grep -qF "$wanted" <<<"$names"; then
    echo "not exported: $wanted"
    status=1
  fi
done
exit "$status"
