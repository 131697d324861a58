set(shots_files
    shot_lines.cpp
    shot_text.cpp
    shots_routes.cpp
    shots_service.cpp
    shots_store.cpp)
