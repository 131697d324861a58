# What travels inside the program.
include(embed)

embed_folder(migrations ${CMAKE_SOURCE_DIR}/migrations)
embed_folder(templates ${CMAKE_SOURCE_DIR}/templates)
embed_folder(data ${CMAKE_SOURCE_DIR}/data)
