set(files_files
    asset_service.cpp
    asset_store.cpp
    asset_tree.cpp
    file_io.cpp
    image_header.cpp
    media_type.cpp)
