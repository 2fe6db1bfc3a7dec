# Looks for what editors leave behind in text: tabs in YAML, Windows line ends, trailing blanks.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 20 "reading text"
sources | grep -E '\.(java|ya?ml|md|sh|ftl|lua)$' | grep -v -E '/src/(test|main)/resources/' | tr '\n' '\0' >"$LARRY_WORK/texts"
cr=$(printf '\r')
bad=$(xargs -0 grep -l "$cr\$\| \$" <"$LARRY_WORK/texts" || true)
for file in $bad; do finding low "$file has trailing blanks or Windows line ends"; done
number=$(printf '%s' "$bad" | grep -c . || true)
result "$number files with trailing blanks or Windows line ends" "text files are clean" "$(yes_no "$number")" "$number files"
