# Every library from outside, as one interface target named after it. Nothing else in the build
# says where a library comes from.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# system_library(name pkg-config-module…): the system's package, warnings in its headers silenced.
function(system_library name)
    pkg_check_modules(${name}_pkg REQUIRED IMPORTED_TARGET ${ARGN})
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE PkgConfig::${name}_pkg)
    target_include_directories(${name} SYSTEM INTERFACE ${${name}_pkg_INCLUDE_DIRS})
endfunction()

system_library(utf8proc libutf8proc)
system_library(sodium libsodium)
system_library(pugixml pugixml)
system_library(sqlite sqlite3)
system_library(lmdb lmdb)
system_library(zlib zlib)
system_library(freetype freetype2)
system_library(harfbuzz harfbuzz harfbuzz-subset)
system_library(cairo cairo)
system_library(png libpng)
system_library(jpeg libjpeg)

add_library(nlohmann INTERFACE)  # Header only.
add_library(mustache INTERFACE)  # Header only.
add_library(cli11 INTERFACE)     # Header only.
