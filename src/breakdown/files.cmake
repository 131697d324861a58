set(breakdown_files
    breakdown.cpp
    camera.cpp
    mentions.cpp
    sentences.cpp)
