#!/usr/bin/env bash
# The engine's limits, with the classes that ./heatup runs, on a database that forces every commit to the disk:
#   bench/limits.sh steps   durable steps a second without any pause; before it what the database gives by itself, and what
#                           the plainest way to keep steps comes to: a task per run, a commit per step
#   bench/limits.sh live    many runs with pauses: how late steps begin, processors, heap. It takes nine pauses until as many
#                           runs begin as end, and is measured from then on
# Options: --store sqlite | postgres (sqlite)   --runs N (steps 20000, live 100000; each has 10 steps)
#          --gateway none | sandbox (none)      --slots N (1024)   --heap SIZE (512m)
#          --seconds N  measured of live (60); after which steps gives up (600)
#          --pause N    mean seconds of live's pauses (6), which are half of it to half as much again
# "none" is a network that answers at once and keeps nothing; "sandbox" is ours, in process, on its own file.
set -eu
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mode=${1:-}
case $mode in
  steps) runs=20000 seconds=600 ;;
  live) runs=100000 seconds=60 ;;
  *)
    sed -n '2,12s/^# \{0,1\}//p' "$0"
    case $mode in -h | --help) exit 0 ;; *) exit 2 ;; esac
    ;;
esac
shift
pause=6 store=sqlite gateway=none slots=1024 heap=512m
while [ $# -gt 0 ]; do
  case $1 in
    --store) store=$2 ;;
    --runs) runs=$2 ;;
    --gateway) gateway=$2 ;;
    --slots) slots=$2 ;;
    --seconds) seconds=$2 ;;
    --heap) heap=$2 ;;
    --pause) pause=$2 ;;
    *) echo "unknown option $1; bench/limits.sh --help" >&2; exit 2 ;;
  esac
  shift 2
done
. "$home/bench/classes.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# shellcheck disable=SC2086
"$JAVA_HOME/bin/java" "-Xmx$heap" ${JAVA_OPTIONS:-} --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -Dlogback.configurationFile="$home/bench/quiet.xml" -cp "$classes" \
  "$home/bench/Limits.java" "$mode" "$store" "$folder" "$runs" "$gateway" "$slots" "$seconds" "$pause"
