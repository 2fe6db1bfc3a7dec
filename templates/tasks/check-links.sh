# Follows every relative link of the documents.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 20 "following links"
for file in $(sources | grep '\.md$' | grep -v '/src/test/'); do
    grep -oE '\]\([^)# ]+' "$file" 2>/dev/null | sed 's/^](//' | grep -v '^[a-z]*:' | while read -r link; do
        [ -e "$(dirname "$file")/$link" ] || echo "$file: $link"
    done
done >"$LARRY_WORK/broken"
while read -r line; do finding medium "broken link in $line"; done <"$LARRY_WORK/broken"
number=$(count <"$LARRY_WORK/broken")
result "$number links lead nowhere" "documents are whole" "$(yes_no "$number")" "$number broken links"
