#!/bin/sh
# Starts Redis as what the Sentinels say this pod is: master, or replica of the present master. Where no Sentinel
# knows (the very first start), pod 0 is master.
#
# REDIS_DATA            the volume
# REDIS_RUN             a writable directory for what is made here; Sentinels have Redis rewrite its configuration
# REDIS_EMPTY_SECONDS   how long an empty former master waits for another to be elected
set -eu
. "$REDIS_CONFIG/common.sh"
umask 077

server=$(program server)
replication=$(password replication)
acl "$REDIS_CONFIG/redis.acl" >"$REDIS_RUN/users.acl"

master=$(patient_master)
if [ "$master" = "$REDIS_SELF" ] && ! ls "$REDIS_DATA"/appendonly* >/dev/null 2>&1; then
    # Replicas copy their master: one that came back without its data would empty them all.
    echo "larry: this pod was master but its volume is empty; waiting for another to be elected" >&2
    waited=0
    while [ "$master" = "$REDIS_SELF" ] && [ "$waited" -lt "$REDIS_EMPTY_SECONDS" ]; do
        sleep 1
        waited=$((waited + 1))
        master=$(master)
    done
fi
master=${master:-$(first_pod)}

{
    cat "$REDIS_CONFIG/redis.conf"
    echo "dir $REDIS_DATA"
    echo "aclfile $REDIS_RUN/users.acl"
    echo "masteruser replication"
    echo "masterauth $replication"
    echo "replica-announce-ip $REDIS_SELF"
    echo "replica-announce-port $REDIS_PORT"
    if [ "$master" != "$REDIS_SELF" ]; then
        echo "replicaof $master $REDIS_PORT"
    fi
} >"$REDIS_RUN/redis.conf"

echo "larry: master is $master" >&2
exec "$server" "$REDIS_RUN/redis.conf" "$@"
