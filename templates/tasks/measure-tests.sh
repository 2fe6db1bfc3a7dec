# Sets test code against the code it tests.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 20 "counting"
main=$(sources | grep '/src/main/java/.*\.java$' | tr '\n' '\0' | xargs -0 cat | count)
test=$(sources | grep '/src/test/java/.*\.java$' | tr '\n' '\0' | xargs -0 cat | count)
metric test_lines "$test"
metric main_lines "$main"
share=$((100 * test / (main > 0 ? main : 1)))
result "$test lines of tests for $main lines of code: $share %" "tests are at least a fifth of the code" \
    "$(yes_no $((share >= 20 ? 0 : 1)))" "$share %"
