set(base_files
    id.cpp
    json.cpp
    log.cpp
    random.cpp
    settings.cpp
    text.cpp
    time.cpp)
