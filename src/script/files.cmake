set(script_files
    change_service.cpp
    node_match.cpp
    node_rows.cpp
    script_routes.cpp
    script_service.cpp
    script_store.cpp)
