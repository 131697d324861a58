set(takeout_files
    document.cpp
    sheets.cpp
    takeout_routes.cpp
    takeout_service.cpp
    takeout_store.cpp)
