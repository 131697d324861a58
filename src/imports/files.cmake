set(imports_files
    documented_routes.cpp
    imports_routes.cpp
    imports_service.cpp
    imports_store.cpp
    understand.cpp)
