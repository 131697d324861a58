set(shots_files
    picture_routes.cpp
    shots_routes.cpp
    shots_service.cpp
    shots_store.cpp)
