// What the changes of a text say in the activity log.
#pragma once

#include <vector>

#include "script/open_script.hpp"

namespace fabula::script {

// In the transaction that stores them: what each person wrote, added to their entry of the hour;
// what was restored or brought in, as entries of their own. What a step does besides (Step::also)
// is recorded by whoever made it.
void record_steps(store::Tx& tx, const Script& script, const std::vector<const Step*>& steps);

}  // namespace fabula::script
