#!/usr/bin/env bash
# the packaged program alone in an empty root: convert, import, export, serve
#   tests/soak/package.sh BUILD
# The root holds the program and a script, nothing else: no libraries, no /proc, no /etc.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
build=${1:?usage: tests/soak/package.sh BUILD}
out=$build/package

packaging/package.sh "$out"
root=$(mktemp -d)
server=
cleanup() {
    [[ -z $server ]] || kill "$server" 2>/dev/null || true
    rm -rf "$root"
}
trap cleanup EXIT

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# What runs the program with the empty root as its whole world.
alone=(env -i)
[[ $(id -u) == 0 ]] || alone+=("$(command -v unshare)" --user --map-root-user)
alone+=("$(command -v chroot)" "$root")

ldd "$out/fabula" 2>&1 | grep -q 'statically linked' || fail "ldd: $(ldd "$out/fabula" 2>&1)"
[[ -f $(echo "$out"/*.deb) && -f $(echo "$out"/*.tar.gz) ]] || fail "a package is missing"
dpkg-deb --contents "$out"/*.deb | grep ' ./usr/bin/fabula$' >/dev/null || fail "the .deb lacks the program"
tar -tzf "$out"/*.tar.gz | grep '/fabula$' >/dev/null || fail "the archive lacks the program"

cp "$out/fabula" "$root/fabula"
cp data/demo/out-of-service.fountain "$root/film.fountain"
mkdir "$root/tmp"

"${alone[@]}" /fabula --version >/dev/null || fail "it does not start"
"${alone[@]}" /fabula convert /film.fountain /film.pdf || fail "convert"
[[ $(head -c 5 "$root/film.pdf") == %PDF- ]] || fail "film.pdf is no PDF"
project=$("${alone[@]}" /fabula import /film.fountain --data /data | tail -n 1)
[[ -n $project ]] || fail "import printed no project"
for format in pdf fountain storyboard comic cbz json; do
    "${alone[@]}" /fabula export "$project" --data /data --format "$format" -o "/out.$format" ||
        fail "export --format $format"
    [[ -s $root/out.$format ]] || fail "out.$format is empty"
done
cmp "$root/film.fountain" "$root/out.fountain" || fail "the Fountain export differs from its import"

port=8497
"${alone[@]}" /fabula serve --data /data --port "$port" >"$root/url" 2>"$root/log" &
server=$!
for _ in $(seq 100); do
    curl -fs "http://127.0.0.1:$port/health" >"$root/health" 2>/dev/null && break
    sleep 0.1
done
kill -0 "$server" 2>/dev/null || fail "the server ended: $(cat "$root/log")"
[[ -s $root/health ]] || fail "the server does not answer: $(cat "$root/log")"
curl -fs "http://127.0.0.1:$port/api/v1/projects/$project" | grep "$project" >/dev/null ||
    fail "the server does not know the project"
curl -fs "http://127.0.0.1:$port/" | grep "</html>" >/dev/null || fail "the Desk does not come"
kill "$server"
wait "$server" && code=0 || code=$?
server=
[[ $code == 0 ]] || fail "SIGTERM ended it with exit code $code"

echo "The packaged program does the main job in an empty root ($(du -h "$out/fabula" | cut -f 1))."
echo "1 passed, 0 failed"
