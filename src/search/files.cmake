set(search_files
    indexer.cpp
    passages.cpp
    quote.cpp
    search_routes.cpp
    search_service.cpp
    search_store.cpp)
