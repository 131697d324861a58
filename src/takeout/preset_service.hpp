// What one can do with presets.
#pragma once

#include "takeout/preset_store.hpp"

namespace fabula::takeout {

class PresetService {
public:
    explicit PresetService(store::Store& store) : store_(store) {}

    // One's own and those of the project, by name.
    std::vector<Preset> list(const Actor& actor, const ProjectId& project);
    // With a project: for all in it, which needs the right to edit there.
    Preset create(const Actor& actor, const Preset& given);
    // Throws Stale as usual.
    Preset update(const Actor& actor, const PresetId& id, const Patch<Preset>& patch,
                  std::optional<std::int64_t> expected_rev);
    void remove(const Actor& actor, const PresetId& id);

private:
    store::Store& store_;
};

}  // namespace fabula::takeout
