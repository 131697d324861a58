set(copies_files
    copy_routes.cpp
    copy_service.cpp
    copy_store.cpp)
