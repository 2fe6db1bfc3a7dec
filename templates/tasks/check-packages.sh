# Looks for packages that do not say what they are for.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 20 "walking packages"
sources | grep '/src/main/java/.*\.java$' | sed 's|/[^/]*$||' | sort -u >"$LARRY_WORK/packages"
while read -r package; do
    [ -e "$package/package-info.java" ] || { echo "$package"; finding medium "$package has no package-info.java"; }
done <"$LARRY_WORK/packages" >"$LARRY_WORK/said"
cat "$LARRY_WORK/said"
silent=$(grep -vc '^::larry' "$LARRY_WORK/said" || true)
result "$(count <"$LARRY_WORK/packages") packages, $silent without a word" "every package says what it is for" "$(yes_no "$silent")" "$silent without"
