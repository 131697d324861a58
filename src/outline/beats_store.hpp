// Rows of beats.
#pragma once

#include <vector>

#include "accounts/accounts.hpp"
#include "outline/beats.hpp"
#include "store/store.hpp"

namespace fabula::outline {

// Throws NotFound where it is not there or not the actor's at all, Forbidden where they may not.
Beat get_beat(store::Reader& db, const Actor& actor, Action action, const BeatId& id);
// In order.
std::vector<Beat> list_beats(store::Reader& db, const ProjectId& project);
std::int64_t last_beat_rank(store::Reader& db, const ProjectId& project);
void delete_beat(store::Tx& tx, const BeatId& id);

}  // namespace fabula::outline
