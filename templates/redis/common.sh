# What both start scripts and the probes share. POSIX shell, for the images of Redis and Valkey alike.
#
# REDIS_HOSTS           every pod by name, pod 0 first
# REDIS_SELF            this pod's name in that list
# REDIS_MASTER          what the Sentinels call the master
# REDIS_PORT, REDIS_SENTINEL_PORT
# REDIS_CONFIG          the directory of this file
# REDIS_SECRET          a directory with a password per user

fail() {
    echo "larry: $*" >&2
    exit 1
}

# program server|cli: the image's own
program() {
    command -v "valkey-$1" || command -v "redis-$1" || fail "the image has neither valkey-$1 nor redis-$1"
}

# password USER: refuses what would need quoting in a configuration file
password() {
    [ -r "$REDIS_SECRET/$1" ] || fail "the Secret has no key $1"
    secret=$(cat "$REDIS_SECRET/$1")
    case $secret in
    '' | *[!A-Za-z0-9._~-]*) fail "the Secret's key $1 must be letters, digits, '.', '_', '~' and '-' only" ;;
    esac
    printf '%s' "$secret"
}

# acl FILE: its users, each <user> replaced by the hash of that user's password
acl() {
    script=
    for key in $(sed -n 's/.*#<\([a-z]*\)>.*/\1/p' "$1"); do
        secret=$(password "$key") || exit 1
        hash=$(printf '%s' "$secret" | sha256sum | cut -d ' ' -f 1)
        script="$script;s/#<$key>/#$hash/"
    done
    sed -e "${script#;}" "$1"
}

# named HOST: who that pod's Sentinel says is master, or nothing
named() {
    answer=$(timeout 3 "$(program cli)" -h "$1" -p "$REDIS_SENTINEL_PORT" --raw \
        sentinel get-master-addr-by-name "$REDIS_MASTER" 2>/dev/null | head -n 1) || return 0
    for host in $REDIS_HOSTS; do
        if [ "$answer" = "$host" ]; then
            echo "$answer"
        fi
    done
}

# master: who the Sentinels say is master, or nothing. This pod's own is asked last: it may have just been born,
# and so know less than those of the other pods.
master() {
    for peer in $REDIS_HOSTS; do
        if [ "$peer" != "$REDIS_SELF" ]; then
            found=$(named "$peer")
            if [ -n "$found" ]; then
                echo "$found"
                return
            fi
        fi
    done
    named "$REDIS_SELF"
}

# patient_master: the same, asked several times, for a pod's first connections may come before its NetworkPolicies
patient_master() {
    for _ in 1 2 3 4 5; do
        found=$(master)
        if [ -n "$found" ]; then
            echo "$found"
            return
        fi
        sleep 1
    done
}

first_pod() {
    echo "${REDIS_HOSTS%% *}"
}
