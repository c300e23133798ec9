#!/usr/bin/env bash
# Runs a script of the project where nothing is installed: a fresh Debian 12 below build/, with a clone of the last
# commit in it. tools/clean_room.sh [SCRIPT…] (default ./demo ./check); needs root and Debian's debootstrap.
# Package servers are those this machine is configured for (apt, pip, npm); none is named here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly room="$PWD/build/clean-room"
readonly inside=/srv/tidegate

if ((EUID != 0)); then echo "tools/clean_room.sh: a chroot needs root" >&2 && exit 1; fi
command -v debootstrap >/dev/null || { echo "tools/clean_room.sh: install debootstrap first" >&2 && exit 1; }

# Mounts of the room live in a namespace of their own: they end with this script, whatever happens.
if [[ -z "${TIDEGATE_CLEAN_ROOM:-}" ]]; then
  TIDEGATE_CLEAN_ROOM=1 exec unshare --mount --propagation private "$PWD/tools/clean_room.sh" "$@"
fi

# The first server apt knows for a Debian suite, in either form of its configuration.
mirror() {
  apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' | awk '$2 == "bookworm" { print $1; exit }'
}

copy_configuration() {
  local path
  mkdir -p "$room/etc/apt/apt.conf.d"
  for path in /etc/apt/sources.list.d/debian.sources /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf.d/*artifact* \
    /etc/pip.conf /etc/npmrc /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt ~/.npmrc ~/.config/pip; do
    if [[ -e "$path" ]]; then mkdir -p "$room$(dirname "$path")" && cp -rL "$path" "$room$(dirname "$path")/"; fi
  done
}

run_inside() {
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME="$HOME" LANG=C.UTF-8 \
    $(env | grep -iE '^(https?_proxy|no_proxy|pip_[a-z_]+|npm_config_[a-z_]+|ssl_cert_file|node_extra_ca_certs)=' || true) \
    chroot "$room" /bin/bash -c "cd $inside && $1"
}

rm -rf --one-file-system "$room"
mkdir -p "$room"
started=$SECONDS
debootstrap --variant=minbase --include=ca-certificates,git bookworm "$room" "$(mirror)" >build/clean-room.log 2>&1 ||
  { tail -n 20 build/clean-room.log >&2 && exit 1; }
copy_configuration
mkdir -p "$room/proc" "$room/sys" "$room/dev"
mount -t proc proc "$room/proc"
mount --rbind /sys "$room/sys"
mount --rbind /dev "$room/dev"
git clone -q . "$room$inside"
echo "a fresh Debian 12 in $((SECONDS - started)) s"

status=0
if (($# == 0)); then set -- ./demo ./check; fi
for command in "$@"; do
  started=$SECONDS
  run_inside "$command" || { status=1 && echo "FAILED: $command"; }
  echo "$command took $((SECONDS - started)) s in a clean room"
done
exit "$status"
