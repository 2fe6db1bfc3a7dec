#!/bin/sh
# Runs a command as a container would: below a root of its own that cannot be written, as a user that is not root,
# without capabilities. Needs root or user namespaces.
#   sandbox.sh ROOT UID GID [FROM:TO:ro|rw]... -- COMMAND...
set -eu

if [ "${LARRY_SANDBOX:-}" != inside ]; then
    user=
    [ "$(id -u)" = 0 ] || user='--user --map-root-user'
    # shellcheck disable=SC2086 # two words or none
    exec env LARRY_SANDBOX=inside unshare $user --mount --pid --fork --kill-child --propagation private "$0" "$@"
fi
unset LARRY_SANDBOX
root=$1 uid=$2 gid=$3
shift 3

# A container runtime makes the places of mounts where the image has none.
place() {
    if [ -d "$1" ]; then mkdir -p "$root$2"; else mkdir -p "$root${2%/*}" && : >>"$root$2"; fi
}

places() {
    while [ "$1" != -- ]; do
        from=${1%%:*} rest=${1#*:}
        place "$from" "${rest%:*}"
        shift
    done
}

place / /proc
for device in null zero random urandom; do place /dev/null "/dev/$device"; done
places "$@"
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
for device in null zero random urandom; do mount --bind "/dev/$device" "$root/dev/$device"; done
while [ "$1" != -- ]; do
    from=${1%%:*} rest=${1#*:}
    mount --rbind "$from" "$root${rest%:*}"
    [ "${rest##*:}" = rw ] || mount -o remount,bind,ro "$root${rest%:*}" 2>/dev/null || :
    shift
done
shift
mount -o remount,bind,ro "$root"
if [ "$(cat /proc/self/uid_map | wc -l)" = 1 ] && grep -q '^ *0 *0 *4294967295' /proc/self/uid_map; then
    exec setpriv --no-new-privs chroot --userspec="$uid:$gid" --groups= "$root" "$@"
fi
exec setpriv --no-new-privs unshare --user --map-user="$uid" --map-group="$gid" --root="$root" --wd=/ "$@"
