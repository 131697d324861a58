// The shots of a lesson's scenes, kept in step with the script for as long as no hand was on them.
#pragma once

#include <vector>

#include "generate/frames.hpp"
#include "store/store.hpp"

namespace fabula::lessons {

// Stores the planned shots of each scene that has none. Where a scene says something else than when
// its shots were planned, these are planned anew; but a scene in which any panel is approved, made
// by a model, brought by somebody, lettered or changed by hand stays as it is.
void bring_up_to_date(store::Tx& tx, const script::Script& script,
                      const std::vector<generate::PlannedShot>& planned);

}  // namespace fabula::lessons
