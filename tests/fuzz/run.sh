#!/usr/bin/env bash
# Runs every fuzzer for some seconds on its corpus (tests/fuzz/corpus/<name>/ and what earlier runs
# found); a crash keeps its input and ends with an error.
#   tests/fuzz/run.sh BUILD SECONDS [PATTERN]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
build=${1:?usage: tests/fuzz/run.sh BUILD SECONDS [PATTERN]}
seconds=${2:-60}
pattern=${3:-}
failed=0
ran=0

for program in "$build"/tests/fuzz/*_fuzz; do
    [[ -x $program ]] || continue
    name=$(basename "$program" _fuzz)
    # shellcheck disable=SC2053  # A pattern is what is wanted here.
    [[ -z $pattern || $name == $pattern ]] || continue
    grown=$build/corpus/$name
    seeds=tests/fuzz/corpus/$name
    log=$build/$name.log
    mkdir -p "$grown"
    ((++ran))
    if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="$build/$name-" "$grown" $([[ -d $seeds ]] && echo "$seeds") >"$log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        echo "$name: $runs runs in ${seconds} s, no fault"
    else
        echo "FAILED $name; $log ends with:"
        tail -n 25 "$log"
        ((++failed))
    fi
done
((ran)) || { echo "No fuzzer${pattern:+ matches $pattern}."; exit 1; }
echo "$((ran - failed)) passed, $failed failed"
((failed == 0))
