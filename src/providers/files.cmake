set(providers_files
    builtin.cpp)
