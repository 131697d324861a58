set(imports_files
    bring_back.cpp
    decide.cpp
    documented_routes.cpp
    imports_routes.cpp
    imports_service.cpp
    imports_store.cpp
    understand.cpp)
