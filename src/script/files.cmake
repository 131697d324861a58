set(script_files
    script_routes.cpp
    script_service.cpp
    script_store.cpp)
