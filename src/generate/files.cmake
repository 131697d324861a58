set(generate_files
    frame_request.cpp
    frame_service.cpp
    frames.cpp
    generate_routes.cpp
    storyboard_service.cpp)
