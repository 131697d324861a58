// What one can do with characters.
#pragma once

#include <vector>

#include "cast/cast.hpp"
#include "store/store.hpp"

namespace fabula::cast {

class CastService {
public:
    explicit CastService(store::Store& store) : store_(store) {}

    // In the order of their first appearance; `after` is the last id of the part before.
    std::vector<Character> list(const Actor& actor, const ProjectId& project,
                                const std::string& after, std::int64_t limit);
    Character get(const Actor& actor, const CharacterId& id);

private:
    store::Store& store_;
};

}  // namespace fabula::cast
