# Says what the catalogues come to.
. "$LARRY_CHECKOUT/templates/tasks/common.sh"
progress 30 "reading the catalogues"
most=$(head -n 1 "$LARRY_VOLUME/kinds" | awk '{ print $3 " (" $1 ")" }')
busiest=$(head -n 1 "$LARRY_VOLUME/namespaces" | awk '{ print $3 " (" $1 ")" }')
result "most objects are of kind $most, and lie in namespace $busiest"
