set(shots_files
    shots_routes.cpp
    shots_service.cpp
    shots_store.cpp)
