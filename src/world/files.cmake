set(world_files
    place_finder.cpp
    world_content.cpp
    world_routes.cpp
    world_service.cpp
    world_store.cpp)
