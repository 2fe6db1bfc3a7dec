# Finds the largest files, and those that no reviewer reads.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 20 "weighing"
sources | tr '\n' '\0' | xargs -0 wc -c | grep -v ' total$' | sort -rn >"$LARRY_WORK/sizes"
large=$(awk '$1 > 500000 { print $2 }' "$LARRY_WORK/sizes")
for file in $large; do finding low "$file is larger than 500,000 bytes"; done
result "largest: $(awk 'NR <= 3 { printf "%s%s (%d bytes)", sep, $2, $1; sep = ", " }' "$LARRY_WORK/sizes")"
