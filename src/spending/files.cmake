set(spending_files call_ledger.cpp money.cpp paid_work.cpp spending_routes.cpp spending_service.cpp
    spending_store.cpp)
