#!/usr/bin/env bash
# Makes sure that there is a Chromium, with which the tests open pages. Says nothing when there is one already.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then
    exit 0
  fi
done

refuse() {
  echo "The tests need Chromium to see what web pages reach, and $1." >&2
  echo "Install it (on Debian: apt-get install chromium) so that chromium is on the PATH." >&2
  exit 1
}

command -v apt-get >/dev/null || refuse "there is no apt-get here to install it with"
[ "$(id -u)" -eq 0 ] || refuse "only root may install it"

log=$(mktemp "${TMPDIR:-/tmp}/heatup-chromium.XXXXXX")
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get install -y --no-install-recommends chromium; } >"$log" 2>&1; then
  tail -n 5 "$log" >&2
  refuse "apt-get could not install it"
fi
