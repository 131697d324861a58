// The drama document: one JSON object with characters, episodes, scenes and assets. Fields that it
// does not name are kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "dramas/dramas.hpp"

namespace fabula::dramas {

// An object of the document. `fields` holds its own fields in their snake_case names, without the
// id and without the lists of what it holds.
struct Entry {
    std::string ext_id{};  // Empty where none was given.
    Json fields = Json::object();
    std::vector<Entry> characters{};  // Of a drama.
    std::vector<Entry> episodes{};    // Of a drama.
    std::vector<Entry> scenes{};      // Of an episode.
    std::vector<Entry> assets{};
};

// Whether all required fields must be there, or only what is given is checked.
enum class Form { Whole, Changes };

// Throws Invalid naming the field at fault by its path: "episodes[2].scenes[1].description", behind
// `path` where that is given. Nothing of what a Changes entry holds is read: only its own fields.
Entry read_entry(DramaPartKind kind, const Json& object, const std::string& path,
                 Form form = Form::Whole);

// Ids that are given twice among siblings, and assets that need what is not there: throws Invalid
// likewise, for the entry and all that it holds. `characters`: their ids where the entry is not the
// drama itself, which brings its own.
void check_references(const Entry& entry, std::vector<std::string> characters,
                      const std::string& path);
// The same for an asset beside `images`, the ids of image assets that it may need.
void check_needs(const Entry& asset, const std::vector<std::string>& characters,
                 const std::vector<std::string>& images, const std::string& path);

// The fields that no record of ours has a place for.
Json rest_of(DramaPartKind kind, const Json& fields);

}  // namespace fabula::dramas
