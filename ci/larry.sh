#!/bin/sh
# Starts the larry command. Written by the build: see ci/larry.sh and ci/Install.java.
set -u

self=$0
while [ -L "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=${self%/*}/$link ;;
    esac
done
case $self in
    */*) here=$(cd "${self%/*}" && pwd -P) ;;
    *) here=$(pwd -P) ;;
esac
home=$here/larry.d
lib=$home/lib

# A JDK says its version in the file `release`: reading it spares starting a JVM only to ask.
is_new_enough() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    while IFS= read -r line; do
        case $line in
            JAVA_VERSION=*)
                version=${line#JAVA_VERSION=\"}
                version=${version%%[!0-9]*}
                [ "${version:-0}" -ge 25 ]
                return
                ;;
        esac
    done <"$1/release"
    return 1
}

fail() {
    echo "larry: $1" >&2
    exit 3
}

find_java() {
    if [ -n "${LARRY_JAVA_HOME:-}" ]; then
        is_new_enough "$LARRY_JAVA_HOME" || fail "LARRY_JAVA_HOME is not a JDK 25 or newer: $LARRY_JAVA_HOME"
        java=$LARRY_JAVA_HOME/bin/java
        return
    fi
    recorded=
    [ -r "$home/jdk" ] && IFS= read -r recorded <"$home/jdk"
    for candidate in "$recorded" "${JAVA_HOME:-}"; do
        if [ -n "$candidate" ] && is_new_enough "$candidate"; then
            java=$candidate/bin/java
            return
        fi
    done
    if java=$(command -v java) && on_path=$(readlink -f "$java") && is_new_enough "${on_path%/bin/java}"; then
        return
    fi
    fail "needs a JDK 25 or newer: set LARRY_JAVA_HOME to one"
}

find_java
# In the C locale the JVM cannot name a file beyond ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    '' | C | POSIX) export LC_ALL=C.UTF-8 ;;
esac
# Watching makes little and goes on for long: a small young generation is what it needs, the others a larger one.
memory=
[ "${1:-}" != watch ] || memory="-Xms24m -Xmn8m"
# The JVM leaves a cache alone that another JVM made, or that is not there, and starts without it.
# shellcheck disable=SC2086 # These are lists of words.
exec "$java" -XX:AOTCache="$home/larry.aot" @JVM_OPTIONS@ $memory ${LARRY_JAVA_OPTS:-} \
    -cp "@CLASS_PATH@" dev.larry.cli.Main "$@"
