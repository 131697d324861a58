set(drawing_files
    fonts.cpp
    path.cpp
    shape.cpp
    wrap.cpp)
