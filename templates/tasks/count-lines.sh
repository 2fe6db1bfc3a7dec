# Counts lines by kind of file.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 10 "sorting files by kind"
for kind in java yaml sh md ftl lua json; do
    lines=$(sources | grep "\.$kind\$" | tr '\n' '\0' | xargs -0 cat 2>/dev/null | count)
    metric "lines_$kind" "$lines"
    said="${said:-}${said:+, }$lines $kind"
done
result "lines: $said"
