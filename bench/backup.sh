#!/usr/bin/env bash
# A backup of PostgreSQL while a node works, restored, with the commands of docs/operating.md:
#   bench/backup.sh [RUNS]    600 by default, of 5 steps each
# The node, the tests' SingleNode, has its sandbox in process; the sandbox keeps what it has, so it is later than the dump.
# Prints what the dump holds and what became of it. Ends with 1 when a run does not end, or something is lost or doubled.
# Needs PostgreSQL's own programs (Debian's packages postgresql and postgresql-client) and curl. The server that it starts
# listens on loopback alone, port 15432 or PORT; as root it runs as the user postgres.
set -eu
case ${1:-} in
  -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$home/bench/classes.sh"
runs=${1:-600}
port=${PORT:-15432}
folder=$(mktemp -d)
chmod 711 "$folder"
node=
for programs in "$(dirname "$(command -v initdb || true)")" /usr/lib/postgresql/*/bin; do
  [ -x "$programs/initdb" ] && PATH=$programs:$PATH
done
command -v initdb >/dev/null || { echo "PostgreSQL's programs are missing: apt-get install postgresql" >&2; exit 2; }

as_server() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- env PATH="$PATH" "$@"; else "$@"; fi
}

finish() {
  [ -z "$node" ] || kill "$node" 2>/dev/null || true
  as_server pg_ctl --pgdata="$folder/server" --mode=immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap finish EXIT

start_node() {
  : >"$folder/node.log"
  env -i PATH="$PATH" DATABASE_URL="$1" HEATUP_DATA="$folder/data" PORT=0 HEATUP_BOT_API_PORT=0 HEATUP_SEED=7 \
    HEATUP_SPEED=5 HEATUP_MIN_ACTIONS=5 HEATUP_MAX_ACTIONS=5 \
    "$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$app/heatup.jar:$app/lib/*:$home/target/test-classes" dev.heatup.app.SingleNode >"$folder/node.log" 2>&1 &
  node=$!
  until grep -q 'It answers on' "$folder/node.log"; do
    kill -0 "$node" 2>/dev/null || { cat "$folder/node.log" >&2; exit 1; }
    sleep 0.2
  done
  url=$(sed -n 's/^It answers on //p' "$folder/node.log")
}

stop_node() {
  kill "$node"
  wait "$node" || true
  node=
}

request() {
  seq "$1" "$2" | xargs -P 8 -I '{}' curl -sf -o /dev/null -X POST "$url/warmup/backup-{}"
}

count() {
  psql -At --dbname="$1" --command="
    SELECT 'runs ' || count(*) || ', live ' || count(*) FILTER (WHERE finished_at IS NULL) || ', steps recorded '
      || (SELECT count(*) FROM outcome) || ', in flight ' || (SELECT count(*) FROM claim) FROM run"
}

mkdir "$folder/server"
if [ "$(id -u)" = 0 ]; then chown postgres "$folder/server"; fi
as_server initdb --pgdata="$folder/server" --username=heatup --auth=trust >/dev/null
as_server pg_ctl --pgdata="$folder/server" --log="$folder/server/log" --wait \
  --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" start >/dev/null
DATABASE_URL=postgres://heatup@127.0.0.1:$port/heatup
restored=postgres://heatup@127.0.0.1:$port/heatup_restored
createdb --host=127.0.0.1 --port="$port" --username=heatup heatup
echo "$(pg_dump --version), $runs runs"

start_node "$DATABASE_URL"
request 1 $((runs / 2))
request $((runs / 2 + 1)) "$runs" &
requests=$!
sleep 1
pg_dump --format=custom --file="$folder/heatup.dump" "$DATABASE_URL"
wait "$requests"
# Some more happens that the dump knows nothing of.
sleep 8
stop_node
echo "when the nodes stop: $(count "$DATABASE_URL")"

createdb --host=127.0.0.1 --port="$port" --username=heatup heatup_restored
pg_restore --no-owner --dbname="$restored" "$folder/heatup.dump"
echo "in the backup: $(count "$restored")"
start_node "$restored"
# Ten minutes at most; what has not ended by then is told below.
for _ in $(seq 600); do
  [ "$(psql -At --dbname="$restored" --command='SELECT count(*) FROM run WHERE finished_at IS NULL')" = 0 ] && break
  sleep 1
done
stop_node
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$classes" \
  "$home/bench/Backup.java" "jdbc:postgresql://127.0.0.1:$port/heatup_restored?user=heatup" "$folder/data"
