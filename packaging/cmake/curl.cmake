# libcurl as the library `curl`. Development builds link the system's; the static program links one
# made from Debian's source, which speaks HTTP and TLS and nothing else: the system's archive asks
# for libraries (Kerberos, LDAP, SSH) that have no archives themselves.
#   -DCURL_DIR=<unpacked source of curl>   instead of Debian's source package
add_library(curl INTERFACE)
if(NOT FABULA_STATIC)
    system_library(curl_system PKG libcurl)
    target_link_libraries(curl INTERFACE curl_system)
    return()
endif()

debian_source(CURL_DIR curl)

# A scope of its own for the settings of curl's build.
function(add_http_only_curl)
    set(BUILD_SHARED_LIBS OFF)
    set(BUILD_CURL_EXE OFF)
    set(BUILD_TESTING OFF)
    set(CURL_ENABLE_EXPORT_TARGET OFF)
    set(PICKY_COMPILER OFF)
    set(ENABLE_MANUAL OFF)
    set(HTTP_ONLY ON)
    set(OPENSSL_USE_STATIC_LIBS ON)
    set(CURL_USE_OPENSSL ON)
    set(CURL_DISABLE_OPENSSL_AUTO_LOAD_CONFIG ON)
    set(CURL_CA_BUNDLE none)
    set(CURL_CA_PATH none)
    set(ENABLE_UNIX_SOCKETS OFF)
    foreach(option CURL_BROTLI CURL_USE_GSSAPI CURL_USE_LIBPSL CURL_USE_LIBSSH CURL_USE_LIBSSH2
                   CURL_ZSTD USE_LIBIDN2 USE_NGHTTP2)
        set(${option} OFF)
    endforeach()
    set(CURL_ZLIB OFF CACHE STRING "Compressed answers are not taken" FORCE)
    foreach(feature ALTSVC COOKIES CRYPTO_AUTH DOH HSTS MIME NETRC NTLM PROXY)
        set(CURL_DISABLE_${feature} ON)
    endforeach()
    add_subdirectory(${CURL_DIR} ${CMAKE_BINARY_DIR}/curl EXCLUDE_FROM_ALL)
    target_compile_options(libcurl PRIVATE -w)
endfunction()

add_http_only_curl()
target_include_directories(curl SYSTEM INTERFACE ${CURL_DIR}/include)
target_compile_definitions(curl INTERFACE CURL_STATICLIB)
target_link_libraries(curl INTERFACE libcurl ssl)
