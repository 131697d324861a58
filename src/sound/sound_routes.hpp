// How one asks for sounds.
#pragma once

#include "http/route.hpp"
#include "sound/sound_service.hpp"

namespace fabula::sound {

struct ListSounds {
    bool deleted = false;
    bool waveforms = true;

    static constexpr auto fields = FieldList{
        Field<&ListSounds::deleted>{"deleted", {.help = "those in the project's bin"}},
        Field<&ListSounds::waveforms>{"waveforms", {.help = "with waveform_data; true unasked"}}};
};

struct ShotIds {
    std::string shot_ids;

    static constexpr auto fields = FieldList{Field<&ShotIds::shot_ids>{
        "shot_ids",
        {.required = true, .length_max = 8000, .help = "ids of shots, separated by commas"}}};
};

struct Waveform {
    std::vector<double> peaks;  // Empty where nobody has heard the file yet.
    std::optional<double> duration;
    bool cached = false;

    static constexpr auto fields =
        FieldList{Field<&Waveform::peaks>{"peaks", {.help = "the loudest of equal parts, 0 to 1"}},
                  Field<&Waveform::duration>{"duration", {.help = "seconds of the whole file"}},
                  Field<&Waveform::cached>{"cached", {.help = "false: there are none yet"}}};
};

class SoundRoutes {
public:
    explicit SoundRoutes(SoundService& sounds) : sounds_(sounds) {}

    http::RouteTable table();

private:
    http::Page<SoundAnswer> list_of_project(http::Call& call, const ListSounds& in);
    http::Page<SoundAnswer> list_of_shot(http::Call& call);
    http::Page<SoundAnswer> list_of_scene(http::Call& call);
    Json list_of_shots(http::Call& call, const ShotIds& in);
    SoundAnswer upload(http::Call& call, const New<SoundWish>& in, http::Upload& file);
    SoundAnswer get(http::Call& call);
    Waveform waveform(http::Call& call);
    SoundAnswer update(http::Call& call, const fabula::Patch<SoundWish>& in);
    void remove(http::Call& call);
    SoundAnswer restore(http::Call& call);

    SoundService& sounds_;
};

}  // namespace fabula::sound
