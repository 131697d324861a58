set(convert_files
    conversion.cpp
    convert.cpp
    convert_routes.cpp)
