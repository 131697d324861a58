#!/usr/bin/env bash
# Fifty writers in one script, lines that break, the server killed every minute: one text at the end.
#   MINUTES=10 WRITERS=50 tests/soak/writers.sh BUILD
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
build=${1:?usage: tests/soak/writers.sh BUILD}
FABULA_PROGRAM="$build/fabula" exec node tests/soak/writers.mjs
