#!/usr/bin/env bash
# Reports the covered lines of src/: HTML for reading, and one line per module here.
#   packaging/coverage.sh BUILD      BUILD was configured with FABULA_COVERAGE and has run its tests
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=${1:?usage: packaging/coverage.sh BUILD}
aim=90 # Percent of lines, per module.

gcovr --root . --filter 'src/' --exclude-unreachable-branches --exclude-throw-branches \
    --html-details "$build/index.html" --csv "$build/coverage.csv" "$build" \
    2>"$build/gcovr.log" || { tail -n 20 "$build/gcovr.log" >&2; exit 1; }

# The csv has a head line; columns 1 to 3 are file, lines, covered lines.
awk -F, -v aim="$aim" '
    NR > 1 {
        split($1, part, "/")
        lines[part[2]] += $2; covered[part[2]] += $3
    }
    END {
        for (module in lines) {
            percent = lines[module] ? 100 * covered[module] / lines[module] : 100
            printf "%-12s %6d lines %6.1f %%%s\n", module, lines[module], percent,
                percent < aim ? "   below " aim : ""
            all += lines[module]; all_covered += covered[module]
        }
        printf "%-12s %6d lines %6.1f %%\n", "~all", all, all ? 100 * all_covered / all : 0
    }' "$build/coverage.csv" | sort | sed 's/^~all/all /'
echo "Line by line: $build/index.html"
