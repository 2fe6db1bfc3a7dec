# Lists what was put off.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 20 "searching"
sources | grep -E '\.(java|sh|lua|ftl)$' | tr '\n' '\0' | xargs -0 grep -n -E '\b(TODO|FIXME|XXX)\b' >"$LARRY_WORK/todos" || true
grep -v '/templates/tasks/' "$LARRY_WORK/todos" >"$LARRY_WORK/open" || true
while IFS=: read -r file line _; do finding low "$file:$line is put off"; done <"$LARRY_WORK/open"
result "$(count <"$LARRY_WORK/open") places are put off"
