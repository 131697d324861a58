// How the full-text engine reads words and ranks what it finds: functions of ours in a connection.
#pragma once

struct sqlite3;

namespace fabula::store {

// Adds the tokenizer `fabula` (base/search_words.hpp) and the ranking function `fabula_rank`.
void add_search_words(sqlite3* database);

}  // namespace fabula::store
