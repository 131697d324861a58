set(screenplay_files
    document.cpp
    fountain.cpp
    grammar/classify.cpp
    grammar/emphasis.cpp
    grammar/heading.cpp
    grammar/lines.cpp
    grammar/title_page.cpp)
