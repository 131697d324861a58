// Rows of characters and of what they are to each other.
#pragma once

#include <vector>

#include "accounts/accounts.hpp"
#include "accounts/rights.hpp"
#include "base/name_place.hpp"
#include "cast/cast.hpp"
#include "pictures/pictures.hpp"
#include "story/story_store.hpp"

namespace fabula::cast {

using story::Bin;

// Whose characters: one of them is set.
struct Scope {
    std::optional<ProjectId> project{};
    std::optional<WorldId> world{};
    std::optional<OrganizationId> organization{};
};

// What rights to a character are asked of.
accounts::Object object_of(const Character& character);
pictures::Owner picture_owner(const Character& character);

// In the order in which they were found, which is that of their first appearance; `after` is the
// id of the last one before.
std::vector<Character> list_characters(store::Reader& db, const Scope& scope,
                                       const std::string& after, std::int64_t limit,
                                       Bin bin = Bin::Without);
std::vector<Character> list_characters(store::Reader& db, const ProjectId& project,
                                       const std::string& after, std::int64_t limit);
// All of a project.
std::vector<Character> list_cast(store::Reader& db, const ProjectId& project);
// By name, behind `after`.
std::vector<Character> list_by_name(store::Reader& db, const Scope& scope, const NamePlace& after,
                                    std::int64_t limit);

// Throws NotFound where the character is not there or not the actor's, Forbidden where they may
// not do that with it.
Character get_character(store::Reader& db, const Actor& actor, Action action, const CharacterId& id,
                        Bin bin = Bin::Without);
// With the pictures that stand for them.
std::vector<CharacterAnswer> with_pictures(store::Reader& db, std::vector<Character> characters);

// Those in the bin since before `before`.
std::vector<Character> list_expired(store::Reader& db, Time before, std::int64_t limit);
// For good, with their pictures and relations.
void delete_character(store::Tx& tx, const Character& character);

// From the character or to it, oldest first; of characters in the bin none.
std::vector<Relation> list_relations(store::Reader& db, const CharacterId& character);
// Throws as get_character does for the one it is from.
Relation get_relation(store::Reader& db, const Actor& actor, Action action, const RelationId& id);
void delete_relation(store::Tx& tx, const RelationId& id);

}  // namespace fabula::cast
