// How one asks for presets.
#pragma once

#include "http/route.hpp"
#include "takeout/preset_service.hpp"

namespace fabula::takeout {

struct ListPresets {
    ProjectId project_id;

    static constexpr auto fields =
        FieldList{Field<&ListPresets::project_id>{"project_id", {.required = true}}};
};

class PresetRoutes {
public:
    explicit PresetRoutes(PresetService& presets) : presets_(presets) {}

    http::RouteTable table();

private:
    http::Page<Preset> list(http::Call& call, const ListPresets& in);
    Preset create(http::Call& call, const New<Preset>& in);
    Preset update(http::Call& call, const Patch<Preset>& in);
    void remove(http::Call& call);

    PresetService& presets_;
};

}  // namespace fabula::takeout
