# Counts the checkout's files and their size.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 10 "walking the checkout"
sources >"$LARRY_WORK/files"
files=$(count <"$LARRY_WORK/files")
progress 60 "$files files"
bytes=$(tr '\n' '\0' <"$LARRY_WORK/files" | xargs -0 cat | wc -c | tr -d ' ')
metric files "$files"
metric bytes "$bytes"
result "$files files, $bytes bytes" "every file is counted" true "$files files"
