// Rows of drama parts, and a drama as it stands.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "accounts/rights.hpp"
#include "dramas/dramas.hpp"
#include "outline/tree.hpp"
#include "store/store.hpp"
#include "story/story.hpp"

namespace fabula::dramas {

void delete_part(store::Tx& tx, const DramaPartId& id);

// Where a part of a drama stands, by the ids of a path; empty ones name nothing.
struct Place {
    std::string drama{};
    std::string character{};
    std::string episode{};
    std::string scene{};
    std::string asset{};
};

// One of the things that a drama is made of, found by its id in the document or its own.
struct Thing {
    DramaPartKind kind = DramaPartKind::Drama;
    std::string id{};                 // As the document names it.
    const DramaPart* part = nullptr;  // None where nothing but our own records tells of it.
    const cast::Character* character = nullptr;
    const script::Node* node = nullptr;
};

// A series with everything that its document tells. What it hands out lives as long as it does.
class DramaView {
public:
    // Throws NotFound for what is no series, or not the actor's; Forbidden likewise.
    DramaView(store::Reader& db, const Actor& actor, Action action, const std::string& drama);

    [[nodiscard]] const story::Project& project() const { return project_; }
    [[nodiscard]] const outline::Tree& tree() const { return tree_; }
    [[nodiscard]] std::int64_t episode_level() const { return episode_level_; }

    // What the place names: the drama itself where it names nothing in it. Throws NotFound.
    [[nodiscard]] Thing find(const Place& place) const;
    // In order. Assets may belong to any other thing, scenes to an episode.
    [[nodiscard]] std::vector<Thing> list(DramaPartKind kind, const Thing& of) const;

    // With all that it holds.
    [[nodiscard]] Json write(const Thing& thing) const;

private:
    [[nodiscard]] Thing drama() const;
    [[nodiscard]] std::vector<Thing> characters() const;
    [[nodiscard]] std::vector<Thing> episodes() const;
    [[nodiscard]] std::vector<Thing> scenes(const script::Node& episode) const;
    [[nodiscard]] Thing of_node(DramaPartKind kind, const script::Node& node) const;

    story::Project project_;
    std::vector<DramaPart> parts_;  // By position.
    std::vector<cast::Character> cast_;
    outline::Tree tree_;
    std::int64_t episode_level_ = 1;
    std::map<std::string, const DramaPart*> by_thing_;  // By the id of the record behind it.
};

// {id, title, description, premise, url, metadata}
Json read_summary(store::Reader& db, const story::Project& project);

// The id by which the project is a drama: its ext_id, else its own.
std::string drama_id_of(const story::Project& project);

}  // namespace fabula::dramas
