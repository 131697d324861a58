set(comic_files
    balloon.cpp
    block.cpp
    layout.cpp
    lettering.cpp
    page.cpp
    words.cpp)
