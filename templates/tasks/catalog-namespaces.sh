# Counts the rendered objects by namespace.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 20 "reading manifests"
grep -rhE '^  namespace: ' gitops | sort | uniq -c | sort -rn >"$LARRY_WORK/namespaces"
cp "$LARRY_WORK/namespaces" "$LARRY_VOLUME/namespaces"
number=$(count <"$LARRY_WORK/namespaces")
metric namespaces "$number"
result "$number namespaces"
