set(pictures_files
    pictures_routes.cpp
    pictures_service.cpp
    pictures_store.cpp)
