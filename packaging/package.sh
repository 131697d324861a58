#!/usr/bin/env bash
# Builds the static program and packs it: OUT/fabula_<version>_<arch>.deb and
# OUT/fabula-<version>-linux-<arch>.tar.gz. Same commit, same bytes.
#   packaging/package.sh OUT
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${1:?usage: packaging/package.sh OUT}
build=$out/build
stage=$out/stage
mkdir -p "$out"

# Packages whose code or fonts are inside the program; their copyright goes with it.
linked=(libc6-dev libstdc++-12-dev libsqlite3-dev liblmdb-dev libsodium-dev libpugixml-dev
    libutf8proc-dev libcairo2-dev libpixman-1-dev libfontconfig-dev libfreetype-dev libexpat1-dev
    uuid-dev libpng-dev libjpeg62-turbo-dev zlib1g-dev libdeflate-dev
    libbrotli-dev libbz2-dev nlohmann-json3-dev libkainjow-mustache-dev libcli11-dev libboost1.81-dev
    libssl-dev libqrcodegencpp-dev
    fonts-courier-prime fonts-comic-neue
    fonts-dejavu-core fonts-open-sans)

SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || date +%s)
export SOURCE_DATE_EPOCH

build_program() {
    cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DFABULA_STATIC=ON -DCCACHE=OFF \
        >"$out/configure.log" || { cat "$out/configure.log" >&2; exit 1; }
    ninja -C "$build" fabula
    strip -o "$out/fabula" "$build/fabula"
    # ldd says it of a static program only on standard error of some versions.
    ldd "$out/fabula" 2>&1 | grep -q -e 'statically linked' -e 'not a dynamic executable' || {
        echo "$out/fabula is not statically linked:" >&2
        ldd "$out/fabula" >&2
        exit 1
    }
}

write_notices() {
    echo "Fabula is under the MIT licence (LICENSE). The program holds parts of the works below."
    local name file
    for name in "${linked[@]}"; do
        file=/usr/share/doc/$name/copyright
        [[ -e $file ]] || { echo "No copyright file of $name." >&2; exit 1; }
        printf '\n==== %s\n\n' "$name"
        cat "$file"
    done
    for file in "$build"/sources/*/debian/copyright node_modules/@fontsource/*/LICENSE; do
        printf '\n==== %s\n\n' "${file#"$build/"}"
        cat "$file"
    done
}

stage_files() {
    rm -rf "$stage"
    install -D -m 755 "$out/fabula" "$stage/usr/bin/fabula"
    install -D -m 644 packaging/systemd/fabula.service "$stage/lib/systemd/system/fabula.service"
    install -D -m 644 packaging/systemd/fabula.user.service \
        "$stage/usr/lib/systemd/user/fabula.service"
    local doc=$stage/usr/share/doc/fabula file
    mkdir -p "$doc"
    for file in README.md CHANGELOG.md SECURITY.md LICENSE; do
        [[ -e $file ]] && install -m 644 "$file" "$doc/"
    done
    write_notices >"$doc/copyright"
    chmod 644 "$doc/copyright"
}

pack_deb() {
    mkdir -p "$stage/DEBIAN"
    cat >"$stage/DEBIAN/control" <<END
Package: fabula
Version: $version
Architecture: $arch
Maintainer: the Fabula authors <authors@fabula.invalid>
Section: editors
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN "$stage" | cut -f 1)
Description: story studio in one program
 Write the story once; see it as script, storyboard and comic, in the browser and
 as PDF and CBZ. Needs no account, no key and no network.
END
    find "$stage" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --build --root-owner-group "$stage" "$out/fabula_${version}_$arch.deb" >/dev/null
    rm -rf "$stage/DEBIAN"
}

pack_tar() {
    local name=fabula-$version-linux-$arch
    rm -rf "${out:?}/$name"
    mkdir "$out/$name"
    cp "$stage/usr/bin/fabula" "$stage"/usr/share/doc/fabula/* "$out/$name/"
    cp packaging/systemd/fabula.user.service "$out/$name/fabula.service"
    tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
        -C "$out" -cf - "$name" | gzip -9n >"$out/$name.tar.gz"
    rm -rf "${out:?}/$name"
}

build_program
version=$("$out/fabula" --version | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1)
arch=$(dpkg --print-architecture)
stage_files
pack_deb
pack_tar
ls -l "$out"/*.deb "$out"/*.tar.gz "$out/fabula"
