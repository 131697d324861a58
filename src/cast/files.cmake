set(cast_files
    cast_routes.cpp
    cast_script_service.cpp
    cast_service.cpp
    cast_store.cpp
    in_script.cpp
    name_uses.cpp)
