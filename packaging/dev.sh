#!/usr/bin/env bash
# Runs the server with templates, scripts and styles from disk: a change shows on reload.
#   packaging/dev.sh BUILD [flags for fabula serve]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=${1:?usage: packaging/dev.sh BUILD [flags]}
shift

# The bundler ends with this shell; it has made the files once before the server looks for them.
node packaging/build_web.mjs "$build/web-dev" --watch &
bundler=$!
trap 'kill "$bundler" 2>/dev/null' EXIT
for _ in $(seq 100); do
    [[ -e $build/web-dev/files/manifest.json ]] && break
    kill -0 "$bundler" 2>/dev/null || { echo "Bundling web/ failed." >&2; exit 1; }
    sleep 0.1
done
FABULA_DEV=$PWD "$build/fabula" serve "$@"
