#!/usr/bin/env bash
# Unpacks a Debian source package, with Debian's patches applied, into a folder.
#   packaging/fetch_source.sh PACKAGE [SUITE] DEST
# SUITE is a Debian release ("trixie"), by default the system's own; its security updates are taken
# too where the system takes its own. Does nothing, and asks the network nothing, where DEST holds
# the package already. DEST/.fetched names the version and the checksum of its description.
#
# apt does the work in a folder of its own beside DEST: the mirror is read from the system's
# sources, and nothing of the system is changed. What is trusted: Debian's archive keyring signs the
# list of the release, the list holds the checksums of the package's files, and apt refuses a file
# or a list that does not match.
set -euo pipefail

readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg

usage() {
    sed -n '2,6s/^# \?//p' "$0" >&2
    exit 2
}

[[ $# == 2 || $# == 3 ]] || usage
readonly package=$1
readonly dest=${!#}
system_suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
if [[ $# == 3 ]]; then suite=$2; else suite=$system_suite; fi
readonly system_suite suite

fail() {
    echo "The source package $package was not fetched: $1" >&2
    [[ -s ${log:-} ]] && { echo "apt said (all of it is in $log):" >&2; tail -n 12 "$log" >&2; }
    exit 1
}

# Prints the address from which the system takes the release $1.
mirror_of() {
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 2>/dev/null |
        awk -v release="$1" '$2 == release && $3 == "main" { print $1; exit }'
}

write_sources() {
    local uri=$1 suites=$2
    printf 'Types: deb-src\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n\n' \
        "$uri" "$suites" "$keyring"
}

# apt, reading and writing nothing but what lies in $apt_dir; the system's proxy settings hold.
own_apt() {
    apt-get -q -c "$apt_dir/apt.conf" "$@"
}

write_settings() {
    cat >"$apt_dir/apt.conf" <<END
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Dir::Etc::SourceList "/dev/null";
Dir::Etc::SourceParts "$apt_dir/sources";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State "$apt_dir/state";
Dir::Cache "$apt_dir/cache";
Dir::Log "$apt_dir";
APT::Sandbox::User "$(id -un)";
APT::Update::Error-Mode "any";
APT::Get::AllowUnauthenticated "false";
Acquire::AllowInsecureRepositories "false";
Acquire::Languages "none";
Acquire::Retries "2";
END
}

check_tools() {
    local tool
    for tool in apt-get dpkg-source flock; do
        command -v "$tool" >/dev/null ||
            fail "the command $tool is missing (packages apt, dpkg-dev, util-linux)."
    done
    [[ -r $keyring ]] || fail "Debian's archive keys are missing (package debian-archive-keyring)."
    [[ -n $suite ]] || fail "this system does not say which Debian release it is; name one."
}

prepare() {
    mkdir -p "$apt_dir"/{sources,state/lists/partial,cache/archives/partial,unpack}
    write_settings
    local main security
    main=$(mirror_of "$system_suite")
    security=$(mirror_of "$system_suite-security")
    [[ -n $main ]] ||
        fail "the system's apt sources name no mirror for $system_suite, so there is none to ask."
    write_sources "$main" "$suite" >"$apt_dir/sources/debian.sources"
    if [[ -n $security ]]; then
        write_sources "$security" "$suite-security" >>"$apt_dir/sources/debian.sources"
    else
        echo "The system's apt sources have no security updates, so $package comes without." >&2
    fi
}

fetch() {
    own_apt update >"$log" 2>&1 || {
        grep -q NO_PUBKEY "$log" &&
            fail "the keys of $suite are not known here; update the package debian-archive-keyring."
        fail "the package lists of $suite could not be read from the system's mirror."
    }
    (cd "$apt_dir/unpack" && own_apt source --download-only "$package") >>"$log" 2>&1 ||
        fail "apt could not download it from $suite, or its checksums are wrong."
    local description=("$apt_dir"/unpack/*.dsc)
    # Checks the files against the description once more. The uploader's own signature is not asked
    # for: Debian's keyring does not hold the keys of persons.
    dpkg-source --extract "${description[0]}" "$apt_dir/unpack/tree" >>"$log" 2>&1 ||
        fail "it could not be unpacked."
    {
        sed -n 's/^Version: /version /p' "${description[0]}" | head -n 1
        echo "sha256 $(sha256sum "${description[0]}" | cut -d ' ' -f 1)"
    } >"$apt_dir/unpack/tree/.fetched"
}

[[ -e $dest/.fetched ]] && exit 0
check_tools
mkdir -p "$(dirname "$dest")"
exec 9>"$dest.lock"
flock 9  # Two builds may want it at once.
[[ -e $dest/.fetched ]] && exit 0

apt_dir=$(realpath -m "$dest.apt")
log=$(realpath -m "$dest.log")
readonly apt_dir log
rm -rf "$apt_dir" "$dest"
prepare
fetch
mv "$apt_dir/unpack/tree" "$dest"
rm -rf "$apt_dir"
echo "$package $(sed -n 's/^version //p' "$dest/.fetched") from $suite is in $dest"
