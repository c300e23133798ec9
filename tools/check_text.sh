#!/usr/bin/env bash
# Files speak of the project alone: no paths of somebody's machine, no package servers, nothing left undone.
set -euo pipefail
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/..}"
readonly exempt=(':!LICENSE' ':!tools/check_text.sh' ':!tools/test_tools.py')
readonly paths='(^|[^A-Za-z0-9_.-])/(work|root|home|Users|tmp|mnt)/'
readonly servers='(pypi|pythonhosted|npmjs|debian|crates|golang|maven|nodesource)\.(org|io|com)|artifactory|pkg\.dev'
readonly undone='\b(TODO|FIXME|XXX|HACK)\b'

scope=--untracked  # what git tracks or would track; every file where there is no repository
git rev-parse --is-inside-work-tree >/dev/null 2>&1 || scope=--no-index
broken=0
refuse() {  # refuse WHY PATTERN
  local status=0
  git grep "$scope" -nEI -e "$2" -- . "${exempt[@]}" || status=$?
  case "$status" in
    0) echo "text: the lines above hold $1" && broken=1 ;;
    1) ;;
    *) exit "$status" ;;  # the search itself failed
  esac
}
refuse "a path of one machine" "$paths"
refuse "the address of a package server" "$servers"
refuse "something left undone" "$undone"
if ((broken == 0)); then echo "text: nothing to object to"; fi
exit "$broken"
