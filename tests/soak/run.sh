#!/usr/bin/env bash
# Runs one of the long runs, tests/soak/<name>.sh; without a name, lists them.
#   tests/soak/run.sh BUILD [NAME]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
build=${1:?usage: tests/soak/run.sh BUILD [NAME]}
name=${2:-}
if [[ -z $name || ! -x tests/soak/$name.sh || $name == run ]]; then
    [[ -z $name ]] || echo "There is no long run named $name." >&2
    echo "make soak NAME=…"
    for script in tests/soak/*.sh; do
        [[ $script == */run.sh ]] ||
            printf '  %-12s %s\n' "$(basename "$script" .sh)" "$(sed -n '2s/^# //p' "$script")"
    done
    [[ -z $name ]]
    exit
fi
exec "tests/soak/$name.sh" "$build"
