set(imports_files
    imports_routes.cpp
    imports_service.cpp
    imports_store.cpp
    understand.cpp)
