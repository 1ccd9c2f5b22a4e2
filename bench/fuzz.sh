#!/usr/bin/env bash
# Whatever is called, the packaged service lives: it is started alone, on ports of its own, and called over both.
#   bench/fuzz.sh [CALLS] [SEED]        the fuzz of ./check, for as long as you like (100000 calls, seed 1): bots, people and
#                                       the control interface; then the log is replayed by a start without stored states
#   bench/fuzz.sh schemathesis [MAX]    Schemathesis (from PyPI, into a folder that is removed) with MAX examples an
#                                       operation (50), of everything in /openapi.json: no answer is a server error
# Ends with 1 when something is found, and shows the calls.
set -eu
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
case ${1:-} in
  -h | --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac
. "$home/bench/classes.sh"
schemathesis_version=4.32.5
port=${PORT:-18084}
bot_port=$((port + 1))
folder=$(mktemp -d)
service=

finish() {
  [ -z "$service" ] || { kill "$service" 2>/dev/null || true; wait "$service" 2>/dev/null || true; }
  rm -rf "$folder"
}
trap finish EXIT

start_service() {
  (cd "$folder" && exec env HEATUP_DATA="$folder/data" PORT=$port HEATUP_BOT_API_PORT=$bot_port HEATUP_SPEED=1000 \
    HEATUP_SEED=7 "$home/heatup" start >>"$folder/service.log" 2>&1) &
  service=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$port/health"; do
    kill -0 "$service" 2>/dev/null || { cat "$folder/service.log" >&2; exit 1; }
    sleep 0.2
  done
}

stop_service() {
  kill "$service"
  wait "$service" || true
  service=
}

start_service
if [ "${1:-}" = schemathesis ]; then
  python3 -m venv "$folder/venv"
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$schemathesis_version"
  (cd "$folder" && "$folder/venv/bin/schemathesis" run "http://127.0.0.1:$port/openapi.json" \
    --checks not_a_server_error --max-examples "${2:-50}" --request-timeout 20 --workers 1)
else
  "$JAVA_HOME/bin/java" -cp "$classes" "$home/bench/FuzzService.java" "http://127.0.0.1:$port" "http://127.0.0.1:$bot_port" \
    "$home/src/test/resources/dev/heatup/sandbox/fuzz/fuzzed.yaml" "${1:-100000}" "${2:-1}" || { grep -A 20 'ERROR' "$folder/service.log" | head -60 >&2; exit 1; }
  stop_service
  find "$folder/data" -name 'sandbox.state.*' -delete
  start_service
fi
curl -sf "http://127.0.0.1:$port/health" || { echo "the service is no longer up" >&2; exit 1; }
echo
