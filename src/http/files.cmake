set(http_files message.cpp route.cpp)
