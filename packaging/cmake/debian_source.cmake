# debian_source(<VARIABLE> <package> [<suite>]): the unpacked Debian source package in <VARIABLE>.
# A packager sets <VARIABLE> beforehand (-DHTTPLIB_DIR=…) and nothing is fetched.
function(debian_source variable package)
    set(${variable} "" CACHE PATH "Sources of ${package}; fetched from Debian where empty")
    if(${variable})
        return()
    endif()
    set(folder ${CMAKE_BINARY_DIR}/sources/${package})
    message(STATUS "Fetching Debian's source package ${package}")
    execute_process(
        COMMAND ${CMAKE_SOURCE_DIR}/packaging/fetch_source.sh ${package} ${ARGN} ${folder}
        RESULT_VARIABLE code)
    if(NOT code EQUAL 0)
        message(FATAL_ERROR "${package} could not be fetched; -D${variable}=… names a copy of it.")
    endif()
    set(${variable} ${folder} PARENT_SCOPE)
endfunction()
