set(generate_files
    comic_service.cpp
    comic_store.cpp
    frame_request.cpp
    frames.cpp
    generate_routes.cpp
    storyboard_service.cpp)
