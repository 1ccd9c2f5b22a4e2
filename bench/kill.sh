#!/usr/bin/env bash
# Real kills of the packaged service while it works; the databases are then read with plain SQL (see Kill.java).
#   bench/kill.sh sqlite     one service with SQLite: kill -9
#   bench/kill.sh postgres   the same with PostgreSQL. The product refuses PostgreSQL with the sandbox in process, and a
#                            gateway gets 20 live sessions; so this is the test program SingleNode on the packaged classes
#   bench/kill.sh cluster    three services on one PostgreSQL, ./heatup sandbox as their gateway, 20 live sessions, slow
#                            calls: in turn one is killed, and one stopped (SIGSTOP) for 35 s and continued
#   bench/kill.sh rolling    the cluster's nodes are replaced one after the other under the same load: a new one starts, then
#                            the oldest stops (SIGTERM). --from FOLDER: the first three are of an earlier version, another
#                            checkout; so it is a rolling upgrade
#   bench/kill.sh restart    SingleNode as above: PostgreSQL is restarted, by a crash and properly in turn
#   bench/kill.sh full       one service with SQLite on a file system in memory that is full (Linux, with unshare)
# Options: --runs N    live at a time (2000; cluster and rolling 20 at most)
#          --kills K   (20; cluster, rolling and restart 6, full 3)
#          --steps N   of a run (10; cluster and rolling 5)         --speed N  of world time (2; cluster and rolling 1)
#          --seed N    repeats the moments, as far as a machine can
# Prints runs, steps, lost, doubled, unknown, reconciled and the seconds until all went on. Ends with 1 when something
# was lost or doubled, or it took over 20 s. PostgreSQL comes with the tests.
set -eu
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
case ${1:-} in
  sqlite | postgres | cluster | rolling | restart | full) ;;
  *)
    sed -n '2,18s/^# \{0,1\}//p' "$0"
    case ${1:-} in -h | --help) exit 0 ;; *) exit 2 ;; esac
    ;;
esac
. "$home/bench/classes.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

java=("$JAVA_HOME/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
  -Dlogback.configurationFile="$home/bench/quiet.xml"
  -cp "$classes"
  "$home/bench/Kill.java" "$home" "$app" "$folder" "$@")
if [ "$1" = full ]; then
  # In a name space of mounts of its own, which ends with it.
  as_root=$([ "$(id -u)" = 0 ] || echo -r)
  # shellcheck disable=SC2016,SC2086
  unshare -m $as_root bash -c 'mkdir "$1/data" && mount -t tmpfs -o size=512m tmpfs "$1/data" && shift && "$@"' \
    full "$folder" "${java[@]}"
else
  "${java[@]}"
fi
