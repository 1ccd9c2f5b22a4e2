#!/usr/bin/env bash
# POST /warmup at a fixed rate, each for a new session, while the engine carries out what was started; before it
# GET /health/live at the same rate, which stores nothing: what HTTP costs here. A request is timed from the moment at
# which it was due, so that a stall counts for all that it held up. The packaged service, on an empty folder:
#   bench/warmup.sh [RATE] [SECONDS]            with SQLite; 1000 a second for 60 s, after 20 s that are not counted
#   bench/warmup.sh RATE SECONDS postgres       with PostgreSQL. The product refuses that with the sandbox in process, and a
#                                               gateway gets 20 live sessions; so this is the test program SingleNode
# Ends with 1 when an answer was not as it should be.
set -eu
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
case ${1:-} in
  -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac
. "$home/bench/classes.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Dlogback.configurationFile="$home/bench/quiet.xml" -cp "$classes" \
  "$home/bench/Warmup.java" "$home" "$app" "$folder" "${1:-1000}" "${2:-60}" "${3:-sqlite}"
