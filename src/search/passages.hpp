// What is searched of a record or a script: passages with the names of their parts.
#pragma once

#include <string>
#include <vector>

#include "search/search.hpp"
#include "store/text_index.hpp"

namespace fabula::search {

// Who may read it is asked of these.
struct Owner {
    OrganizationId organization_id;
    std::optional<ProjectId> project_id;
};

// A part of a passage's body: from here to the next one, or the end.
struct Span {
    std::size_t from = 0;  // Bytes of the body.
    std::string part;      // "dialogue", "description", …
    std::string speaker;
};

// What is kept with a passage.
struct Kept {
    std::string name;  // The title as it is shown.
    std::vector<Span> spans;
};
std::string write_kept(const Kept& kept);
Kept read_kept(const std::string& text);  // Empty where it cannot be read.

// What passages are filed under.
std::string file_of(SearchKind kind);
std::string file_of(const OrganizationId& id);
std::string file_of(const ProjectId& id);
std::string file_of(SearchSetting setting);
std::string file_of_speaker(std::string_view name);

std::vector<store::Passage> passages_of(const story::Project& project);
std::vector<store::Passage> passages_of(const cast::Character& character);
std::vector<store::Passage> passages_of(const world::World& world);
std::vector<store::Passage> passages_of(const world::WorldItem& item, const Owner& owner);
std::vector<store::Passage> passages_of(const shots::Shot& shot, const Owner& owner);
std::vector<store::Passage> passages_of(const script::Node& node, const Owner& owner);
std::vector<store::Passage> passages_of(const comments::Thread& thread,
                                        const std::vector<comments::Comment>& comments,
                                        const Owner& owner);

// A script as it is stored; `nodes` are the attached ones in the order of their headings. A scene
// is a passage, or several where it is long; their parts are "<node>/<number>".
struct StoredScript {
    script::Script script;
    std::string text;
    std::vector<NodeId> nodes;
    Owner owner;
};
std::vector<store::Passage> passages_of(const StoredScript& stored);

// The node of a part; empty for what stands before the first heading.
std::string node_of_part(const std::string& part);

}  // namespace fabula::search
