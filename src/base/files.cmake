set(base_files
    id.cpp
    json.cpp
    random.cpp
    text.cpp
    time.cpp)
