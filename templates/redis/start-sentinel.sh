#!/bin/sh
# Starts this pod's Sentinel. What it has learnt is kept over restarts of the container; a new pod asks the other
# Sentinels who is master, and takes pod 0 where none of them knows.
#
# REDIS_RUN             a writable directory for its state
set -eu
. "$REDIS_CONFIG/common.sh"
umask 077

server=$(program server)
sentinel=$(password sentinel)
acl "$REDIS_CONFIG/sentinel.acl" >"$REDIS_RUN/users.acl"

if [ ! -s "$REDIS_RUN/sentinel.conf" ]; then
    master=$(patient_master)
    master=${master:-$(first_pod)}
    {
        cat "$REDIS_CONFIG/sentinel.conf"
        echo "dir $REDIS_RUN"
        echo "aclfile $REDIS_RUN/users.acl"
        echo "sentinel sentinel-user sentinel"
        echo "sentinel sentinel-pass $sentinel"
        echo "sentinel announce-ip $REDIS_SELF"
        echo "sentinel announce-port $REDIS_SENTINEL_PORT"
        echo "sentinel monitor $REDIS_MASTER $master $REDIS_PORT 2"
        echo "sentinel auth-user $REDIS_MASTER sentinel"
        echo "sentinel auth-pass $REDIS_MASTER $sentinel"
        # Well within a lease: a failover costs a renewal or two, never the lease.
        echo "sentinel down-after-milliseconds $REDIS_MASTER 5000"
        echo "sentinel failover-timeout $REDIS_MASTER 15000"
        echo "sentinel parallel-syncs $REDIS_MASTER 1"
    } >"$REDIS_RUN/sentinel.conf.new"
    # Whole or not at all: a container killed here must not start from half a file next time.
    mv "$REDIS_RUN/sentinel.conf.new" "$REDIS_RUN/sentinel.conf"
    echo "larry: watching $master" >&2
fi

exec "$server" "$REDIS_RUN/sentinel.conf" --sentinel "$@"
