# Renders every environment beside gitops/ and compares the two.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 10 "rendering"
target/larry render --quiet --out "$LARRY_WORK/gitops"
progress 70 "comparing"
status=0
diff -r gitops "$LARRY_WORK/gitops" >"$LARRY_WORK/drift" || status=$?
number=$(count <"$LARRY_WORK/drift")
[ "$status" -eq 0 ] || finding high "gitops/ is not what environments/ render to: $number lines differ"
result "gitops/ and its rendering differ in $number lines" "gitops is current" "$(yes_no "$status")" "diff ended with $status"
