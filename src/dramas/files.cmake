set(dramas_files document.cpp drama_model.cpp drama_writer.cpp dramas_routes.cpp dramas_service.cpp
    dramas_store.cpp)
