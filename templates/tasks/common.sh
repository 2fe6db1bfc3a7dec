# What the local fleet's tasks share: they read the checkout that LARRY_CHECKOUT names, and say what they found as the
# contract's lines and result file. Needs a POSIX shell, find, grep, sed, awk, sort and wc.
set -eu
LC_ALL=C
export LC_ALL
cd "$LARRY_CHECKOUT"

progress() { echo "::larry progress $1 $2"; }

# A text as JSON.
json() { printf '%s' "$1" | tr '\n\t\r' '   ' | sed 's/\\/\\\\/g; s/"/\\"/g; s/^/"/; s/$/"/'; }

finding() { echo "::larry finding {\"severity\":\"$1\",\"title\":$(json "$2")}"; }

metric() { echo "::larry metric {\"name\":\"$1\",\"value\":$2}"; }

# Every file of the checkout that is nobody's product.
sources() {
    find . \( -name .git -o -name target -o -name node_modules -o -name .larry \) -prune -o -type f -print | sort
}

# The end: a summary; then, where the task speaks of a criterion, its text, whether it is met, and the evidence.
result() {
    if [ $# -eq 1 ]; then
        printf '{"status":"done","summary":%s}' "$(json "$1")"
    else
        printf '{"status":"done","summary":%s,"criteria":[{"criterion":%s,"met":%s,"evidence":%s}]}' \
            "$(json "$1")" "$(json "$2")" "$3" "$(json "$4")"
    fi >"$LARRY_RESULT"
    progress 100 done
}

yes_no() { if [ "$1" -eq 0 ]; then echo true; else echo false; fi; }

count() { wc -l | tr -d ' '; }
