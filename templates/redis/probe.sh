#!/bin/sh
# probe.sh alive|ready PORT: whether the Redis or Sentinel on this port answers. One that is still reading its data
# is alive, but not ready.
set -eu
. "$REDIS_CONFIG/common.sh"

REDISCLI_AUTH=$(password probe)
export REDISCLI_AUTH
answer=$("$(program cli)" -h "${REDIS_PROBE_HOST:-127.0.0.1}" -p "$2" --user probe --no-auth-warning ping 2>&1) || true
case $1:$answer in
*:PONG | alive:LOADING* | alive:BUSY*) ;;
*) fail "$answer" ;;
esac
