set(generate_files
    comic_service.cpp
    frame_request.cpp
    frames.cpp
    generate_routes.cpp
    storyboard_service.cpp)
