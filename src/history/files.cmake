set(history_files
    activity_routes.cpp
    activity_service.cpp
    activity_store.cpp
    record.cpp)
