set(spreadsheets_files
    columns.cpp
    plan.cpp
    records.cpp
    spreadsheets_routes.cpp
    spreadsheets_service.cpp)
