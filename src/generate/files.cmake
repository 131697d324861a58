set(generate_files
    frame_request.cpp
    frames.cpp
    storyboard_service.cpp)
