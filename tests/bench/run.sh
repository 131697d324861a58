#!/usr/bin/env bash
# Measures beside named peers, all in one run, and prints one table; keeps it in BUILD/bench/.
#   tests/bench/run.sh BUILD
# Peers: nginx and raw SQLite from Debian, afterwriting and fountain-js from npm (installed into
# BUILD/bench alone). The feature script is FABULA_MATERIAL's; without it the demo film stands in.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
build=${1:?usage: tests/bench/run.sh BUILD}
work=$build/bench
mkdir -p "$work"

ninja -C "$build" bench_programs >"$work/build.log" || { tail -n 20 "$work/build.log" >&2; exit 1; }
if [[ ! -e $work/node_modules/afterwriting/package.json ]]; then
    echo "Installing the peers afterwriting and fountain-js into $work"
    npm install --prefix "$work" --ignore-scripts --no-save --no-package-lock \
        afterwriting@1.17.3 fountain-js@1.2.4 >"$work/npm.log" 2>&1 || {
        tail -n 5 "$work/npm.log" >&2
        echo "The npm peers could not be installed; their rows say so." >&2
    }
fi
exec node tests/bench/bench.mjs "$build" "$work"
