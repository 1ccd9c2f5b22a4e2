#!/usr/bin/env bash
# Makes sure that there are Node.js 20 or later and npm, on which the linters of the OpenAPI documents run as a part of the
# tests. Says nothing when they are there already.
set -euo pipefail

is_there() {
  command -v npm >/dev/null && [ "$(major)" -ge 20 ]
}

# 0 where there is none, or one that doesn't tell.
major() {
  local version
  version=$(node --version 2>/dev/null) || version=
  version=${version#v}
  case ${version%%.*} in
    '' | *[!0-9]*) echo 0 ;;
    *) echo "${version%%.*}" ;;
  esac
}

refuse() {
  echo "The tests lint the OpenAPI documents with Node.js 20 or later and npm, and $1." >&2
  echo "Install them so that node and npm are on the PATH." >&2
  exit 1
}

is_there && exit 0
command -v apt-get >/dev/null || refuse "there is no apt-get here to install them with"
[ "$(id -u)" -eq 0 ] || refuse "only root may install them"

log=$(mktemp "${TMPDIR:-/tmp}/heatup-node.XXXXXX")
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get install -y --no-install-recommends nodejs npm; } >"$log" 2>&1; then
  tail -n 5 "$log" >&2
  refuse "apt-get could not install them"
fi
is_there || refuse "what apt-get installs here is $(node --version 2>/dev/null || echo nothing)"
