#!/usr/bin/env bash
# Runs the server with templates, texts, scripts and styles from disk: a change shows on reload.
#   packaging/dev.sh BUILD [flags for fabula serve]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=${1:?usage: packaging/dev.sh BUILD [flags]}
shift

# The server reads this folder as if it were the checkout. Its scripts are those of the watching
# bundler, so that the next build does not find them in place of its own.
dev=$PWD/$build/dev
mkdir -p "$dev/build" "$dev/web"
ln -sfn "$PWD/templates" "$dev/templates"
ln -sfn "$PWD/web/i18n" "$dev/web/i18n"
ln -sfn "$PWD/web/docs" "$dev/web/docs"

rm -f "$dev/build/web/manifest.json"
node packaging/build_web.mjs "$dev/build/web" --engine "$build/wasm/fabula_engine.wasm" --watch &
bundler=$!
trap 'kill "$bundler" 2>/dev/null' EXIT
for _ in $(seq 100); do
    [[ -e $dev/build/web/manifest.json ]] && break
    kill -0 "$bundler" 2>/dev/null || { echo "Bundling web/ failed." >&2; exit 1; }
    sleep 0.1
done
FABULA_DEV=$dev "$build/fabula" serve "$@"
