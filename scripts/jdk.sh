# Sourced by heatup and check: sets JAVA_HOME to a JDK 25 or later, or ends with a sentence.
# A JDK tells its version in the file "release", so nothing has to be started to find out. Bash 3.2 will do.

jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

is_new_enough() {
  local version
  version=$(jdk_version "$1") && [ -n "$version" ] && [ "$version" -ge 25 ]
}

# The JDK that a java command on the PATH belongs to, through any symlinks.
jdk_of_path() {
  local java target
  java=$(command -v java) || return 1
  while [ -L "$java" ]; do
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=$(dirname "$java")/$target ;;
    esac
  done
  cd "$(dirname "$java")/.." 2>/dev/null && pwd
}

find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" "$(jdk_of_path)" \
    /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$candidate" ] && is_new_enough "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "Heat Up needs a JDK 25 or later and found none in JAVA_HOME, PATH, /usr/lib/jvm or /Library/Java." >&2
  echo "Install one (https://adoptium.net has them) or point JAVA_HOME at it." >&2
  return 1
}
