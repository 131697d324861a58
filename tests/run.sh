#!/usr/bin/env bash
# Runs every test program of a build folder and the browser tests, and sums them up:
#   T="*viewer*" tests/run.sh build
# The last line is `N passed, N failed`, with `, N skipped` where a test said SKIPPED.
# Logs are kept in <build>/logs/tests. Ends with an error where a test failed or none matched T.
set -uo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
build=${1:?usage: tests/run.sh BUILD}
pattern=${T:-}
slow_after=2 # Seconds; tests that take longer are named.
patience=${PATIENCE:-900} # Seconds for a program or a file of browser tests; what hangs is a failure.
logs=$build/logs/tests
rm -rf "$logs"
mkdir -p "$logs"
export FABULA_PROGRAM=$PWD/$build/fabula
[[ $build == /* ]] && export FABULA_PROGRAM=$build/fabula

# Whether T names the whole program or file, so that all of its tests run.
names_program() {
    local name=$1 part
    local IFS=,
    for part in $pattern; do
        # shellcheck disable=SC2053  # A pattern is what is wanted here.
        [[ ${name,,} == ${part,,} ]] && return 0
    done
    return 1
}

# Prints `passed failed skipped` from the log of a doctest program and its exit code.
doctest_counts() {
    local log=$1 code=$2 line passed failed skipped
    line=$(grep -a '^\[doctest\] test cases:' "$log" | tail -n 1)
    if [[ -z $line ]]; then
        echo "0 1 0" # It crashed before it could count.
        return
    fi
    passed=$(sed 's/.*| *\([0-9]*\) passed.*/\1/' <<<"$line")
    failed=$(sed 's/.*| *\([0-9]*\) failed.*/\1/' <<<"$line")
    skipped=$(grep -a -c 'SKIPPED' "$log")
    ((skipped > passed)) && skipped=$passed
    ((code != 0 && failed == 0)) && failed=1
    echo "$((passed - skipped)) $failed $skipped"
}

run_doctest() {
    local program=$1 name log code
    name=$(basename "$program")
    name=${name%_tests}
    log=$logs/$name.log
    local filter=()
    [[ -n $pattern ]] && ! names_program "$name" && filter=(--test-case="$pattern")
    timeout --kill-after=10 "$patience" \
        "$program" --no-colors --duration=true "${filter[@]}" >"$log" 2>&1
    code=$?
    ((code == 124 || code == 137)) && echo "stopped after $patience: it hung" >>"$log"
    doctest_counts "$log" "$code" >"$logs/$name.counts"
    show "$name"
}

run_browser_tests() {
    local file=$1 name log code
    name=$(basename "$file" .test.mjs)
    log=$logs/web-$name.log
    local filter=()
    [[ -n $pattern ]] && ! names_program "$name" && ! names_program web &&
        filter=(--test-name-pattern="$(node tests/support/glob.mjs "$pattern")")
    timeout --kill-after=10 "$patience" \
        node --test --test-reporter=./tests/support/reporter.mjs "${filter[@]}" "$file" \
        >"$log" 2>&1
    code=$?
    if ! grep -a '^counts: ' "$log" | tail -n 1 | sed 's/^counts: //' | grep . >"$logs/web-$name.counts"; then
        echo "0 1 0" >"$logs/web-$name.counts"
    elif ((code != 0)) && awk '{exit $2 != 0}' "$logs/web-$name.counts"; then
        awk '{print $1, 1, $3}' "$logs/web-$name.counts" >"$logs/web-$name.new"
        mv "$logs/web-$name.new" "$logs/web-$name.counts"
    fi
    show "web-$name"
}

# The parts of a log that say what failed: doctest's blocks with an error in them, node's errors, and
# where there are none, as after a crash, the end of the log.
what_failed() {
    local found
    found=$(awk 'BEGIN {RS = "=====+\n"} /ERROR:|exception|FATAL|FAILED/' "$1" |
        grep -a -v -E '^[0-9.]+ s: |^$' | head -c 12000)
    if [[ -n $found ]]; then echo "$found"; else tail -n 40 "$1"; fi
}

# One line per program, and what failed in it.
show() {
    local name=$1 passed failed skipped
    read -r passed failed skipped <"$logs/$name.counts"
    ((passed + failed + skipped)) || return 0
    if ((failed)); then
        echo "FAILED $name: $failed failed, $passed passed. $logs/$name.log says:"
        what_failed "$logs/$name.log"
    else
        printf '%-24s %5d passed%s\n' "$name" "$passed" "$( ((skipped)) && echo ", $skipped skipped")"
    fi
}

# run_by_twos COMMAND THING…: the command for each thing, two at a time; the line of each appears when
# it has ended.
run_by_twos() {
    local command=$1 running=0 thing
    shift
    for thing; do
        "$command" "$thing" &
        ((++running >= 2)) && { wait -n; ((running--)); }
    done
    wait
}

programs=()
[[ -f $build/tests/programs.txt ]] && mapfile -t programs <"$build/tests/programs.txt"
run_by_twos run_doctest "${programs[@]}"
run_by_twos run_browser_tests tests/web/*.test.mjs

slow=$(grep -a -h -E '^[0-9.]+ s: ' "$logs"/*.log 2>/dev/null |
    awk -v limit="$slow_after" '$1 > limit' | sort -rn | head -n 10)
[[ -n $slow ]] && printf 'Slow tests:\n%s\n' "$slow"

read -r passed failed skipped < <(cat "$logs"/*.counts 2>/dev/null |
    awk '{p += $1; f += $2; s += $3} END {print p + 0, f + 0, s + 0}')
if [[ -n $pattern ]] && ((passed + failed + skipped == 0)); then
    echo "No test matches T=\"$pattern\"."
    echo "0 passed, 1 failed"
    exit 1
fi
((skipped)) && grep -a -h -o 'SKIPPED.*' "$logs"/*.log | sort | uniq -c
echo "$passed passed, $failed failed$( ((skipped)) && echo ", $skipped skipped")"
((failed == 0 && passed > 0))
