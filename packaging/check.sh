#!/usr/bin/env bash
# What a change is held to before its tests run: format, types of web/, clang-tidy.
#   [ALL=1] packaging/check.sh BUILD
# clang-tidy looks at the C++ files that differ from BASE (the branch's start, else the commit
# before); ALL=1 makes it look at all of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=${1:?usage: packaging/check.sh BUILD}

list_files() {
    git ls-files --cached --others --exclude-standard -- "$@" | sort -u
}

changed_files() {
    local base=${BASE:-}
    [[ -n $base ]] || base=$(git merge-base HEAD '@{upstream}' 2>/dev/null) ||
        base=$(git rev-parse --verify --quiet HEAD~1) || base=$(git rev-parse HEAD)
    { git diff --name-only --diff-filter=d "$base" -- "$@"
        git ls-files --others --exclude-standard -- "$@"; } | sort -u
}

echo "Format"
list_files 'src/*.cpp' 'src/*.hpp' 'tests/*.cpp' 'tests/*.hpp' |
    xargs clang-format --dry-run --Werror || {
    echo "Not formatted: run make fmt." >&2
    exit 1
}

echo "Types of web/"
ninja -C "$build" web_types >"$build/logs/web_types.log" || { cat "$build/logs/web_types.log"; exit 1; }

echo "clang-tidy"
if [[ -n ${ALL:-} ]]; then pick=list_files; else pick=changed_files; fi
mapfile -t files < <($pick 'src/*.cpp')
if [[ ${#files[@]} -gt 0 ]]; then
    # What is generated must be there before files are looked at that include it.
    ninja -C "$build" >"$build/logs/check_build.log" || { tail -n 30 "$build/logs/check_build.log"; exit 1; }
    printf '%s\n' "${files[@]}" | xargs -P 2 -n 4 clang-tidy --quiet -p "$build" \
        --extra-arg=-Wno-unknown-warning-option 2>"$build/logs/clang_tidy.log"
fi
