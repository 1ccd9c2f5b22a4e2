#!/usr/bin/env bash
# The sandbox measured, with the classes that ./heatup runs:
#   bench/sandbox.sh botapi [COUNT] [MEMBERS]  the Bot API over HTTP, beside the npm package telegram-test-api (see BotApiPeers.java)
#   bench/sandbox.sh history [MESSAGES]        messages.getHistory over a million messages, over HTTP (see History.java)
#   bench/sandbox.sh heap [ACCOUNTS]           the heap of 100,000 accounts (see Heap.java)
#   bench/sandbox.sh found [PEOPLE] [GROUPS]   a world of 100,000 people is made while the main one is asked (see Found.java)
#   bench/sandbox.sh scale [PEOPLE]            an hour of 5,000 people, three times (see Scale.java)
# Settings of your own are left out; data goes to a folder that is removed. botapi needs node and npm.
set -eu
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$home/scripts/jdk.sh"
find_jdk
"$home/heatup" --version >/dev/null
app=$home/target/app/$(cat "$home/target/app/current")
emulator_version=4.2.1
port=${PORT:-18082}
bot_port=$((port + 1))
emulator_port=$((port + 2))
folder=$(mktemp -d)
started=

finish() {
  for process in $started; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$folder"
}
trap finish EXIT

run() {
  "$JAVA_HOME/bin/java" -Xmx${heap:-4g} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$app/heatup.jar:$app/lib/*" "$@"
}

sandbox() {
  (cd "$folder" && exec env HEATUP_DATA="$folder" HEATUP_BOT_API_PORT=$bot_port \
    HEATUP_JAVA_OPTS=-Xmx4g "$home/heatup" sandbox --port $port >"$folder/sandbox.log" 2>&1) &
  started="$started $!"
  await "http://127.0.0.1:$port/sandbox/health" "$folder/sandbox.log" $!
}

await() {
  while kill -0 "$3" 2>/dev/null; do
    if curl -s -o "$folder/answer" "$1"; then return; fi
    sleep 0.1
  done
  cat "$2" >&2
  exit 1
}

case ${1:-} in
  botapi)
    (cd "$folder" && npm install --silent --no-fund --no-audit telegram-test-api@$emulator_version >"$folder/npm.log" 2>&1) ||
      { cat "$folder/npm.log" >&2; exit 1; }
    (cd "$folder" && exec node -e "
      const TelegramServer = require('telegram-test-api');
      new TelegramServer({port: $emulator_port, host: '127.0.0.1', storeTimeout: 600}).start()" \
      >"$folder/emulator.log" 2>&1) &
    started="$started $!"
    await "http://127.0.0.1:$emulator_port/" "$folder/emulator.log" $!
    sandbox
    run "$home/bench/BotApiPeers.java" "http://127.0.0.1:$port/gateway" "http://127.0.0.1:$bot_port" \
      "http://127.0.0.1:$emulator_port" "${2:-2000}" "${3:-1000}"
    ;;
  history)
    messages=${2:-1000000}
    run "$home/bench/History.java" fill "$folder" "$messages"
    began=$(date +%s%N)
    sandbox
    echo "start on $messages messages: $((($(date +%s%N) - began) / 1000000)) ms"
    kill "${started##* }"
    wait "${started##* }" || true
    began=$(date +%s%N)
    sandbox
    echo "start from the stored state: $((($(date +%s%N) - began) / 1000000)) ms"
    run "$home/bench/History.java" ask "http://127.0.0.1:$port/gateway" "$messages" 2000
    ;;
  heap) run "$home/bench/Heap.java" "${2:-100000}" ;;
  found) heap=512m run "$home/bench/Found.java" "$folder" "${2:-100000}" "${3:-1}" ;;
  scale) run "$home/bench/Scale.java" "${2:-5000}" ;;
  *)
    sed -n '2,8s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac
