set(providers_files
    builtin.cpp
    call_error.cpp
    usage.cpp)
