// A project as one JSON document.
#pragma once

#include "base/json.hpp"
#include "script/script_service.hpp"
#include "store/store.hpp"

namespace fabula::takeout {

// {"fabula", "project", "script" with its text, "nodes", "characters", "locations", "shots",
// "images"}: every record as the API writes it, in story order.
Json project_document(store::Store& store, const script::ScriptView& view);

}  // namespace fabula::takeout
