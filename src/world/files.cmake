set(world_files
    world_content.cpp
    world_routes.cpp
    world_service.cpp
    world_store.cpp)
