set(pages_files
    history_page.cpp
    house_pages.cpp
    lens.cpp
    page_routes.cpp
    people_pages.cpp
    statistics_page.cpp
    story_pages.cpp)
