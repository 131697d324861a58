set(story_files
    story_routes.cpp
    story_service.cpp
    story_store.cpp)
