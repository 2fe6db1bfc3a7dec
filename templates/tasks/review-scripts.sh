# Reads every shell script as its shell would.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 20 "parsing"
bad=0
number=0
for script in $(sources | grep '\.sh$') ci/gate ci/tools ci/bench; do
    shell=sh
    head -n 1 "$script" | grep -q bash && shell=bash
    number=$((number + 1))
    "$shell" -n "$script" || { bad=$((bad + 1)); finding high "$script does not parse"; }
done
result "$number scripts, $bad do not parse" "all scripts parse" "$(yes_no "$bad")" "$bad of $number"
