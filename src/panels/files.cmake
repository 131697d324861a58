set(panels_files
    comic_service.cpp
    comic_store.cpp
    panels_routes.cpp)
