# Counts the rendered objects by kind.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 20 "reading manifests"
grep -rhE '^kind: ' gitops | sort | uniq -c | sort -rn >"$LARRY_WORK/kinds"
awk '{ print $1, $3 }' "$LARRY_WORK/kinds" | while read -r number kind; do metric "kind_$kind" "$number"; done
total=$(awk '{ sum += $1 } END { print sum + 0 }' "$LARRY_WORK/kinds")
cp "$LARRY_WORK/kinds" "$LARRY_VOLUME/kinds"
result "$total objects of $(count <"$LARRY_WORK/kinds") kinds" "complete inventory of kinds" true "$total objects"
