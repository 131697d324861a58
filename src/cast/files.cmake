set(cast_files
    cast_routes.cpp
    cast_service.cpp
    cast_store.cpp)
