# What travels inside the program.
include(embed)

embed_folder(migrations ${CMAKE_SOURCE_DIR}/migrations)
embed_folder(templates ${CMAKE_SOURCE_DIR}/templates)
embed_folder(data ${CMAKE_SOURCE_DIR}/data)
embed_folder(i18n ${CMAKE_SOURCE_DIR}/web/i18n)

# Scripts, styles and icons for browsers, bundled by packaging/build_web.mjs and checked by tsc.
find_program(NODE node REQUIRED)
set(FABULA_FONT_ROOT /usr/share/fonts CACHE PATH "Where Debian's font packages put their files")
set(web_out ${CMAKE_BINARY_DIR}/web)
set(web_builder ${CMAKE_SOURCE_DIR}/packaging/build_web.mjs)
file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/web/ts/* ${CMAKE_SOURCE_DIR}/web/css/* ${CMAKE_SOURCE_DIR}/web/icons/*)
add_custom_command(
    OUTPUT ${web_out}/manifest.json
    COMMAND ${NODE} ${web_builder} ${web_out} --engine ${wasm_engine}
    DEPENDS ${web_sources} ${web_builder} ${wasm_engine} ${CMAKE_SOURCE_DIR}/package-lock.json
    COMMENT "Bundling web/"
    VERBATIM)
embed_folder(web ${web_out} DEPENDS ${web_out}/manifest.json)

file(MAKE_DIRECTORY ${web_out}.work)
add_custom_command(
    OUTPUT ${web_out}.work/types.checked
    COMMAND ${NODE} node_modules/typescript/bin/tsc --noEmit
    COMMAND ${CMAKE_COMMAND} -E touch ${web_out}.work/types.checked
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    DEPENDS ${web_sources} ${CMAKE_SOURCE_DIR}/tsconfig.json
    COMMENT "Checking the types of web/"
    VERBATIM)
add_custom_target(web_types DEPENDS ${web_out}.work/types.checked)

# The page of the API, as it is: see http/docs.hpp.
embed_folder(docs_page ${CMAKE_SOURCE_DIR}/web/docs)
