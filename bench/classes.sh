# To be sourced with $home set: the packaged classes and what the tests bring, PostgreSQL for instance, in $classes and $app.
. "$home/scripts/jdk.sh"
find_jdk
"$home/heatup" --version >/dev/null
app=$home/target/app/$(cat "$home/target/app/current")
libraries=$home/target/kill.classpath
if ! [ -f "$libraries" ] || [ -n "$(find "$home/src" "$home/pom.xml" -newer "$libraries" -print | head -n 1)" ]; then
  echo "Compiling the tests, whose evidence and PostgreSQL are used ..." >&2
  (cd "$home" && ./mvnw -B -q test-compile dependency:build-classpath -Dmdep.outputFile="$libraries" \
    -Dmdep.includeScope=test) >"$home/target/kill-build.log" 2>&1 ||
    { cat "$home/target/kill-build.log" >&2; exit 1; }
  # It is left as old as it was when nothing changed in it.
  touch "$libraries"
fi
classes="$app/heatup.jar:$app/lib/*:$home/target/test-classes:$(cat "$libraries")"
