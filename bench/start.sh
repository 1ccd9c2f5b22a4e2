#!/usr/bin/env bash
# Time from the command to the first /health that says UP, with and without the AOT cache, on empty data folders.
#   bench/start.sh [ROUNDS]
set -eu
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$home/scripts/jdk.sh"
find_jdk
"$home/heatup" --version >/dev/null
app=$home/target/app/$(cat "$home/target/app/current")
port=${PORT:-18099}

millis() { echo $(($(date +%s%N) / 1000000)); }

measure() {
  local folder began process
  folder=$(mktemp -d)
  began=$(millis)
  (cd "$folder" && PORT=$port HEATUP_BOT_API_PORT=0 exec "$@" >/dev/null 2>&1) &
  process=$!
  until curl -sf "http://127.0.0.1:$port/health" >/dev/null; do sleep 0.01; done
  echo "$(($(millis) - began))"
  kill "$process"
  wait "$process" 2>/dev/null || true
  rm -rf "$folder"
}

for round in $(seq "${1:-7}"); do
  cached=$(measure "$home/heatup" start)
  plain=$(measure "$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED -jar "$app/heatup.jar" start)
  echo "round $round: AOT cache $cached ms, plain $plain ms"
done
