set(source_files
    archive.cpp
    source.cpp)
