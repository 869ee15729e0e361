# A whole morning as a script. Arguments: a home folder, and a list of feeds. Prints what `verify` found.
set -eu
home=$1 feeds=$2
b() { "${BRIEFING:-briefing}" --home "$home" --now "${NOW:-$(date -u +%FT%TZ)}" --quiet --json "$@"; }

b import "$feeds" | jq -e '.feeds | length > 5' > "$home/1-import.json"
b refresh > "$home/2-refresh.json"
jq -e '.new_stories > 20' "$home/2-refresh.json" > /dev/null

# A rule that lifts the port, and one that mutes the sport, before anything is read.
b rules add 'port OR cranes' --action watch --name Port | jq -r '.done' > "$home/3-rule.txt"
b rules add '"ice hockey"' --action mute --name Sport > "$home/3-rule.json"

# Whatever four independent outlets report goes into the brief; the rest waits for two more, or is dropped.
b threads --part threads --fields id,title,independent_count > "$home/4-threads.json"
jq -r '.threads[] | select(.independent_count >= 4) | .id' "$home/4-threads.json" > "$home/brief.txt"
jq -r '.threads[] | select(.independent_count == 3) | .id' "$home/4-threads.json" > "$home/later.txt"
# shellcheck disable=SC2046 # ids have no spaces
b decide $(cat "$home/brief.txt") brief > "$home/5-decide.json"
while read -r id; do b decide "$id" later --until '+2 or tomorrow' > "$home/5-later.json"; done < "$home/later.txt"

# What did Ilena Marsh say, and who is quoted most?
b quotes --by 'Ilena Marsh' | jq -e '.quotes | length > 0' > /dev/null
b actors --limit 5 --fields name,mentions | jq -r '.actors[].name' > "$home/actors.txt"

path=$(b brief --out "$home/brief.md" | jq -r '.path')
b verify "$path" > "$home/6-verify.json"
jq -e '.faults == []' "$home/6-verify.json" > /dev/null
jq -r '"\(.lines) lines, \(.words) words, \(.faults | length) faults"' "$home/6-verify.json"
