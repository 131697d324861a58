set(source_files
    archive.cpp
    pdf_words.cpp
    source.cpp)
