# Holds every environment against the gate.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 10 "checking"
status=0
target/larry check --no-color >"$LARRY_WORK/check" 2>&1 || status=$?
cat "$LARRY_WORK/check"
if [ "$status" -eq 3 ]; then
    finding medium "$(tail -n 1 "$LARRY_WORK/check")"
    result "not checked: $(tail -n 1 "$LARRY_WORK/check")"
    exit 0
fi
[ "$status" -le 1 ] || { echo "larry check ended with $status" >&2; exit 1; }
[ "$status" -eq 0 ] || finding high "larry check has findings"
result "larry check ended with $status: $(tail -n 1 "$LARRY_WORK/check")" \
    "environments pass the gate" "$(yes_no "$status")" "exit code $status"
