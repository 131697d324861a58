// What one can do with characters.
#pragma once

#include <string_view>
#include <vector>

#include "cast/cast_store.hpp"
#include "history/record.hpp"
#include "pictures/pictures_service.hpp"

namespace fabula::cast {

enum class Order { Appearance, Name };

class CastService {
public:
    CastService(store::Store& store, pictures::PictureService& pictures,
                files::AssetService& assets)
        : store_(store), pictures_(pictures), assets_(assets) {}

    // The first of a project, in the order of their first appearance.
    std::vector<CharacterAnswer> list(const Actor& actor, const ProjectId& project,
                                      std::int64_t limit);
    // `after` is the last one of the part before: its id, ordered by name also its name.
    std::vector<CharacterAnswer> list(const Actor& actor, const Scope& scope, Order order,
                                      const NamePlace& after, std::int64_t limit, Bin bin);
    CharacterAnswer get(const Actor& actor, const CharacterId& id);
    // Throws Invalid where no scope or more than one is named.
    CharacterAnswer create(const Actor& actor, const New<Character>& in);
    CharacterAnswer update(const Actor& actor, const CharacterId& id, const Patch<Character>& patch,
                           std::optional<std::int64_t> expected_rev);
    // Into the bin for kBinKept.
    void remove(const Actor& actor, const CharacterId& id);
    CharacterAnswer restore(const Actor& actor, const CharacterId& id);
    // Deletes for good what lies in the bin longer; answers how many.
    std::int64_t purge_expired(Time now);

    // Throws Conflict for a reference sheet that is locked.
    pictures::Picture add_picture(const Actor& actor, const CharacterId& id, PictureUse use,
                                  std::string_view bytes);
    std::vector<pictures::Picture> list_pictures(const Actor& actor, const CharacterId& id);

    std::vector<Relation> list_relations(const Actor& actor, const CharacterId& id);
    Relation relate(const Actor& actor, const CharacterId& from, const New<Relation>& in);
    Relation update_relation(const Actor& actor, const RelationId& id, const Patch<Relation>& patch,
                             std::optional<std::int64_t> expected_rev);
    void remove_relation(const Actor& actor, const RelationId& id);

private:
    store::Store& store_;
    pictures::PictureService& pictures_;
    files::AssetService& assets_;
};

// In a transaction of the caller's: makes a character in the scope, or changes the one whose `id`
// (and `rev`) the row names.
Character write_row(store::Tx& tx, const history::By& by, const Scope& scope, Json row);
// Into the bin.
void remove_character(store::Tx& tx, const history::By& by, const CharacterId& id);

}  // namespace fabula::cast
