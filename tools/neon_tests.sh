#!/usr/bin/env bash
# Compiles the kernels and the networks on top of them for AArch64, with their unit tests, and runs these under qemu:
# whether NEON is right, not how fast it is. Needs tools/install_packages.sh build neon. Arguments go to the tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly built=build/neon
readonly googletest=/usr/src/googletest/googletest
readonly compiler=aarch64-linux-gnu-g++
# As the release is compiled (CMakeLists.txt says why without -fschedule-insns). Highway, tl::expected and googletest
# give only headers and sources, the same for every processor: nothing for AArch64 is installed but the compiler.
readonly flags='-std=c++20 -O3 -DNDEBUG -ffp-contract=off -fno-schedule-insns -Iinclude -Isrc -Itests
  -Wall -Wextra -Werror -Wno-missing-field-initializers -Wno-restrict'

object_of() { echo "$built/${1//\//_}.o"; }

# A build for ninja, which compiles what has changed and stops where something fails.
build_file() {
  local source objects=()
  echo "builddir = $built" # where ninja keeps its log
  echo "rule compile"
  echo "  command = ccache $compiler \$flags -MMD -MF \$out.d -c \$in -o \$out"
  echo "  depfile = \$out.d"
  echo "rule link"
  echo "  command = $compiler \$in -o \$out"
  for source in "$@" "$googletest"/src/gtest{-all,_main}.cc; do
    echo "build $(object_of "$source"): compile $source"
    if [[ "$source" == "$googletest"/* ]]; then echo "  flags = -O1 -w -I$googletest"; else echo "  flags = "$flags; fi
    objects+=("$(object_of "$source")")
  done
  echo "build $built/tests: link ${objects[*]}"
}

mkdir -p "$built"
mapfile -t sources < <(find src/base src/kernels src/model src/window src/store -name '*.cpp' &&
  find tests/unit/kernels tests/unit/model -name '*_test.cpp' ! -name weights_file_test.cpp) # which fits a detector
build_file "${sources[@]}" >"$built/build.ninja"
ninja -f "$built/build.ninja" "$built/tests"
echo "${#sources[@]} sources compiled for AArch64 in $SECONDS s"

python3 tools/check_loops.py "$(object_of src/kernels/simd/simd.cpp)" | tail -n 1
# Finite differences test the reference, in double: minutes under qemu, and nothing of NEON. The rest takes seconds.
# BestKernels.AreThoseOfNeonOnEveryArm sees to it that NEON is there and chosen.
env -u TIDEGATE_ISA qemu-aarch64 -L /usr/aarch64-linux-gnu "$built/tests" \
  --gtest_brief=1 --gtest_filter='-*FiniteDifferences*' "$@"
