# Looks for keys and passwords that lie in the open.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 20 "searching"
sources | grep -v -E '/src/test/|/ci/schemas/|/templates/tasks/' | tr '\n' '\0' |
    xargs -0 grep -I -n -E -e '-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}' >"$LARRY_WORK/secrets" || true
while IFS=: read -r file line _; do finding critical "$file:$line looks like a key"; done <"$LARRY_WORK/secrets"
number=$(count <"$LARRY_WORK/secrets")
result "$number lines look like a key" "no key lies in the open" "$(yes_no "$number")" "$number lines"
