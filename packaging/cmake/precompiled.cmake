# Precompiled headers, where there is no ccache: the two do not go together. A build with ccache, as
# developers have it, is also the one that notices an include that a file forgot.

# precompile(<folder> <owner> HEADERS header… [EXCEPT target…]): every target of the folder that is of
# <owner>'s type is compiled with the headers, which <owner> precompiles once. (The compiler takes
# them only where its settings are the same, and a library's are not a program's.)
function(precompile folder owner)
    cmake_parse_arguments(P "" "" "HEADERS;EXCEPT" ${ARGN})
    if(CCACHE OR FABULA_FUZZ)
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
