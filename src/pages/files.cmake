set(pages_files
    house_pages.cpp
    lens.cpp
    page_routes.cpp
    story_pages.cpp)
