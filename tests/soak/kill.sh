#!/usr/bin/env bash
# the server killed at random moments of a storyboard of 94 frames, ROUNDS times (20)
#   tests/soak/kill.sh BUILD
# After each kill: every record that was acknowledged is there, the job goes on to its end, no frame
# is doubled, and files and rows agree.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
build=${1:?usage: tests/soak/kill.sh BUILD}
rounds=${ROUNDS:-20}
fabula=$build/fabula
work=$(mktemp -d)
server=
cleanup() {
    [[ -z $server ]] || kill -9 "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

fail() {
    echo "FAILED in round $round: $*" >&2
    exit 1
}

start() {
    : >"$work/out"
    "$fabula" serve --data "$data" --port 0 >"$work/out" 2>>"$work/log" &
    server=$!
    for _ in $(seq 200); do
        url=$(sed -n 's/^Fabula is at //p' "$work/out")
        [[ -z $url ]] || return 0
        sleep 0.05
    done
    fail "the server did not start: $(tail -3 "$work/log")"
}

kill_hard() {
    kill -9 "$server"
    wait "$server" 2>/dev/null || true
    server=
}

sql() { sqlite3 -readonly "$data/fabula.db" "$1"; }
field() { node -e "let s='';process.stdin.on('data',d=>s+=d).on('end',()=>console.log(JSON.parse(s)$1))"; }

for round in $(seq "$rounds"); do
    data=$work/data-$round
    start
    project=$(curl -sf "$url/api/v1/projects" | field '.projects[0].id')
    job=$(curl -sf -X POST "$url/api/v1/projects/$project/storyboard" | field '.id')
    kills=0
    while true; do
        sleep "0.$((RANDOM % 9))$((RANDOM % 10))"
        state=$(curl -sf "$url/api/v1/jobs/$job" | field '.state')
        done_before=$(curl -sf "$url/api/v1/jobs/$job" | field '.done_count')
        [[ $state != done ]] || break
        [[ $state == queued || $state == running ]] || fail "the job is $state"
        if ((kills < 3)); then
            kill_hard
            kills=$((kills + 1))
            [[ $(sql "SELECT done_count FROM job WHERE id = '$job'") -ge $done_before ]] ||
                fail "an acknowledged frame is lost"
            start
        fi
    done
    kill_hard
    shots=$(sql 'SELECT count(*) FROM shot')
    [[ $(sql 'SELECT count(*) FROM shot WHERE image_id IS NULL') == 0 ]] || fail "a shot has no frame"
    [[ $(sql 'SELECT count(*) FROM asset') == "$shots" ]] || fail "a frame is doubled"
    [[ $(find "$data/images/shots" -name '*.png' | wc -l) == "$shots" ]] || fail "a file is doubled"
    "$fabula" doctor --data "$data" >"$work/doctor" || fail "$(cat "$work/doctor")"
    echo "round $round: $kills kills, $shots frames, all there once"
    rm -rf "$data"
done
