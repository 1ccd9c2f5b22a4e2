#!/usr/bin/env bash
# JMH over the functions that every step or answer needs, with the classes that ./heatup runs: nanoseconds and bytes a call.
#   bench/functions.sh [REGEX]      those whose name fits; all take about three minutes
# JMH is fetched once, and belongs to nothing but this.
set -eu
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
case ${1:-} in
  -h | --help) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac
. "$home/scripts/jdk.sh"
find_jdk
"$home/heatup" --version >/dev/null
app=$home/target/app/$(cat "$home/target/app/current")
jmh=$home/target/jmh

fetch() {
  [ -f "$jmh/lib/$2-$3.jar" ] ||
    (cd "$home" && ./mvnw -B -q dependency:copy -Dartifact="$1:$2:$3" -DoutputDirectory="$jmh/lib")
}
fetch org.openjdk.jmh jmh-core 1.37
fetch org.openjdk.jmh jmh-generator-annprocess 1.37
fetch net.sf.jopt-simple jopt-simple 5.0.4
fetch org.apache.commons commons-math3 3.6.1

classes="$app/heatup.jar:$app/lib/*:$jmh/lib/*"
rm -rf "$jmh/classes"
find "$home/bench/functions" -name '*.java' -print0 |
  xargs -0 "$JAVA_HOME/bin/javac" -d "$jmh/classes" -cp "$classes" \
    -processor org.openjdk.jmh.generators.BenchmarkProcessor
"$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow -cp "$jmh/classes:$classes" org.openjdk.jmh.Main \
  -bm avgt -tu ns -f 1 -wi 3 -w 1 -i 5 -r 1 \
  -prof gc -foe true "$@" | grep -vE 'gc\.(alloc\.rate |count|time)'
