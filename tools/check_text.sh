#!/usr/bin/env bash
# Files speak of the project alone: no paths of somebody's machine, no package servers, nothing left undone.
set -euo pipefail
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/..}"
readonly exempt=(':!LICENSE' ':!tools/check_text.sh' ':!tools/test_tools.py')
readonly paths='(^|[^A-Za-z0-9_.-])/(work|root|home|Users|tmp|mnt)/'
readonly servers='(pypi|pythonhosted|npmjs|debian|crates|golang|maven|nodesource)\.(org|io|com)|artifactory|pkg\.dev'
readonly undone='\b(TODO|FIXME|XXX|HACK)\b'

index=()
git rev-parse --is-inside-work-tree >/dev/null 2>&1 || index=(--no-index)
status=0
refuse() {  # refuse WHY PATTERN
  if git grep "${index[@]}" --untracked -nEI -e "$2" -- . "${exempt[@]}"; then
    echo "text: the lines above hold $1"
    status=1
  fi
}
refuse "a path of one machine" "$paths"
refuse "the address of a package server" "$servers"
refuse "something left undone" "$undone"
if ((status == 0)); then echo "text: nothing to object to"; fi
exit "$status"
