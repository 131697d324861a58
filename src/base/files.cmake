set(base_files
    id.cpp
    json.cpp
    random.cpp
    settings.cpp
    text.cpp
    time.cpp)
