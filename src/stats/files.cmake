set(stats_files
    stats_routes.cpp
    stats_service.cpp
    stats_store.cpp)
