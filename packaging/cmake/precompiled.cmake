# What makes a clean build quick: headers precompiled, and files of a module compiled together. Neither
# goes with ccache, nor should it: a build with ccache, as developers have it, is also the one that
# notices an include that a file forgot.

if(CCACHE OR FABULA_FUZZ)
    set(QUICK_BUILD OFF)
else()
    set(QUICK_BUILD ON)
endif()

# compile_together(<target>): several of its files at a time, so that what all of them include is read
# once. Names in the nameless namespaces of a module's files must differ for that. Few enough
# files that one of them is compiled again in seconds.
function(compile_together target)
    if(QUICK_BUILD)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
    endif()
endfunction()

# precompile(<folder> <owner> HEADERS header… [EXCEPT target…]): every target of the folder that is of
# <owner>'s type is compiled with the headers, which <owner> precompiles once. (The compiler takes
# them only where its settings are the same, and a library's are not a program's.)
function(precompile folder owner)
    cmake_parse_arguments(P "" "" "HEADERS;EXCEPT" ${ARGN})
    if(NOT QUICK_BUILD)
        return()
    endif()
    target_precompile_headers(${owner} PRIVATE ${P_HEADERS})
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    list(REMOVE_ITEM targets ${owner} ${P_EXCEPT})
    get_target_property(owner_type ${owner} TYPE)
    foreach(target ${targets})
        get_target_property(type ${target} TYPE)
        if(type STREQUAL owner_type AND NOT target MATCHES "^embedded_")
            target_precompile_headers(${target} REUSE_FROM ${owner})
        endif()
    endforeach()
endfunction()

# precompile_own(<target> header…): headers that this target alone precompiles.
function(precompile_own target)
    if(QUICK_BUILD)
        target_precompile_headers(${target} PRIVATE ${ARGN})
    endif()
endfunction()
