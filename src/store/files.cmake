set(store_files
    connection.cpp
    db.cpp
    migrate.cpp
    row_sql.cpp
    sql_error.cpp
    store.cpp
    writer.cpp)
