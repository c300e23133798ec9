#!/usr/bin/env bash
# Installs the Debian packages Tidegate needs and this machine lacks: tools/install_packages.sh [build] [check] [neon]
# Without a word it installs the `build` group. Says nothing and asks no server when nothing is missing.
set -euo pipefail

# package : what it is for
build_packages='
g++ : the compiler
cmake : configures the build
ninja-build : runs the build
ccache : makes repeated builds fast
git : lists the files of the project
libexpected-dev : errors as values (tl::expected)
nlohmann-json3-dev : JSON of model files and results
libeigen3-dev : linear algebra off the hot path
libfast-float-dev : numbers in text
libhowardhinnant-date-dev : time zones
zlib1g-dev : reading gzip
libcli11-dev : command line options
libtomlplusplus-dev : configuration files
libgtest-dev : unit tests
libhwy-dev : vector instructions, chosen when the program starts
'
check_packages='
clang-16 : the second compiler
clang-tidy-16 : static analysis
clang-format-16 : formatting
libclang-rt-16-dev : sanitizers of the second compiler
chromium : the browser the report page is tested in
fonts-liberation : fonts for the browser
python3 : the checking tools
python3-jsonschema : results held against their schemas (docs/schemas)
python3-venv : an environment of its own for the Python tests
python3-pip : Python packages for the tests
zstd : unpacking benchmark data
'
neon_packages='
g++-aarch64-linux-gnu : the compiler for 64-bit Arm
qemu-user : runs its programs here
'
# An installed node may come from elsewhere and must not be replaced; Debian 12 has node 18.
node_packages='
nodejs : bundles the report page
npm : fetches what the report page is made of
ca-certificates : secure connections of npm
'

is_installed() { [[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]; }

has_node_18() {
  command -v npm >/dev/null && command -v node >/dev/null || return 1
  local version
  version="$(node --version)"
  version="${version#v}"
  ((${version%%.*} >= 18))
}

packages_of() {
  case "$1" in
    build) echo "$build_packages" && { has_node_18 || echo "$node_packages"; } ;;
    check) echo "$check_packages" ;;
    neon) echo "$neon_packages" ;;
    *) echo "tools/install_packages.sh: unknown group '$1': build, check or neon" >&2 && exit 2 ;;
  esac
}

run_as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "Not root and no sudo here. Run as root: $*" >&2
    exit 1
  fi
}

missing=()
for group in "${@:-build}"; do
  listed="$(packages_of "$group")"
  while IFS=: read -r package reason; do
    package="${package// /}"
    if [[ -z "$package" ]] || is_installed "$package"; then continue; fi
    echo "missing: $package ($(echo $reason))"
    missing+=("$package")
  done <<<"$listed"
done
if ((${#missing[@]} == 0)); then exit 0; fi

if ! command -v apt-get >/dev/null; then
  echo "This script installs Debian packages, but there is no apt-get here; install the above by hand." >&2
  exit 1
fi
echo "installing ${#missing[@]} Debian packages (a few minutes on a fresh machine)"
run_as_root apt-get update -qq
run_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
