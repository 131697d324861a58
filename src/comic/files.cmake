set(comic_files
    balloon.cpp
    layout.cpp
    lettering.cpp
    page.cpp)
