set(audio_files
    flac.cpp
    mp4.cpp
    mpeg.cpp
    ogg.cpp
    sound_probe.cpp
    wav.cpp
    webm.cpp)
