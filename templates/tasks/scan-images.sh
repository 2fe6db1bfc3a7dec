# Lists the images that manifests name, and those without a fixed tag.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 20 "reading manifests"
grep -rhoE '^ *(- )?image: .*' gitops | sed 's/.*image: *//; s/"//g' | sort | uniq -c >"$LARRY_WORK/images"
loose=$(awk '{ print $2 }' "$LARRY_WORK/images" | grep -E ':latest$|^[^:@]+$' || true)
for image in $loose; do finding high "$image has no fixed tag"; done
number=$(count <"$LARRY_WORK/images")
metric images "$number"
result "$number images" "every image has a fixed tag" "$(yes_no "$(printf '%s' "$loose" | grep -c . || true)")" "${loose:-all are fixed}"
