set(sound_files
    sound_file.cpp
    sound_routes.cpp
    sound_service.cpp
    sound_store.cpp
    upload_routes.cpp
    upload_service.cpp
    upload_store.cpp)
