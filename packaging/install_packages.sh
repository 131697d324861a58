#!/usr/bin/env bash
# Installs the Debian packages of the given kinds from packages.txt; does nothing, and asks the
# network nothing, where all of them are there.
#   packaging/install_packages.sh build test
# FABULA_NO_INSTALL=1 only says what is missing.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
log="$here/../build/logs/packages.log"

# Prints the packages of the given kinds that no command on the PATH stands in for.
wanted_packages() {
    local kind package command
    while read -r kind package command; do
        [[ " $* " == *" $kind "* ]] || continue
        [[ -n $command ]] && command -v "$command" >/dev/null && continue
        echo "$package"
    done < <(grep -v '^ *\(#\|$\)' "$here/packages.txt")
}

# Prints those of the given packages that are not installed.
missing_packages() {
    comm -23 <(printf '%s\n' "$@" | sort -u) <(
        dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
            sed -n 's/ installed$//p' | sort -u)
}

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

as_root() {
    if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o Dpkg::Use-Pty=0 \
        -o DPkg::Lock::Timeout=600 "$@" </dev/null >>"$log" 2>&1
}

mapfile -t wanted < <(wanted_packages "$@")
[[ ${#wanted[@]} -gt 0 ]] || exit 0
command -v dpkg-query >/dev/null || {
    [[ -z ${FABULA_NO_INSTALL:-} ]] || exit 0
    echo "This is not Debian. Fabula builds with what these Debian packages hold:" >&2
    fail "${wanted[*]}" "Install their like, then give make FABULA_NO_INSTALL=1."
}
mapfile -t missing < <(missing_packages "${wanted[@]}")
[[ ${#missing[@]} -gt 0 ]] || exit 0

[[ -z ${FABULA_NO_INSTALL:-} ]] || fail "Not installed: ${missing[*]}"
if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null || fail \
        "These packages are missing, and installing them takes root; there is no sudo here:" \
        "  apt-get install ${missing[*]}"
    echo "Installing packages takes root; sudo may ask for your password."
    sudo -v || fail "sudo refused. As root: apt-get install ${missing[*]}"
fi

mkdir -p "$(dirname "$log")"
: >"$log"
echo "Installing ${#missing[@]} Debian packages with what they need (log: build/logs/packages.log):"
echo "  ${missing[*]}"
apt update || {
    tail -n 5 "$log" >&2
    fail "apt-get update failed: are the network and /etc/apt/sources.list in order?"
}
apt install --no-install-recommends "${missing[@]}" || {
    tail -n 15 "$log" >&2
    fail "apt-get install failed; the lines above say why (all of it: build/logs/packages.log)."
}
