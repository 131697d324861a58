set(accounts_files
    accounts_service.cpp
    accounts_store.cpp
    desk_gatekeeper.cpp)
