#include "cast/cast_store.hpp"

#include <limits>

#include "base/error.hpp"
#include "pictures/pictures_store.hpp"

namespace fabula::cast {

accounts::Object object_of(const Character& character) {
    return accounts::object_of(character.project_id, character.organization_id);
}

pictures::Owner picture_owner(const Character& character) {
    return {.kind = PictureOwner::Character,
            .id = character.id.text,
            .organization_id = character.organization_id,
            .project_id = character.project_id};
}

namespace {

// The scope's condition, whose one argument is id_of(scope).
std::string in_scope(const Scope& scope, Bin bin) {
    const std::string where = scope.project ? " WHERE project_id = ?1"
                              : scope.world ? " WHERE world_id = ?1"
                                            : " WHERE organization_id = ?1 AND project_id IS NULL"
                                              " AND world_id IS NULL";
    return where + (bin == Bin::Only ? " AND deleted_at IS NOT NULL" : " AND deleted_at IS NULL");
}

std::string id_of(const Scope& scope) {
    if (scope.project) return scope.project->text;
    if (scope.world) return scope.world->text;
    return scope.organization.value_or(OrganizationId{}).text;
}

}  // namespace

std::vector<Character> list_characters(store::Reader& db, const Scope& scope,
                                       const std::string& after, std::int64_t limit, Bin bin) {
    return db.all<Character>(store::select_from<Character>() + in_scope(scope, bin) +
                                 " AND id > ?2 ORDER BY id LIMIT ?3",
                             id_of(scope), after, limit);
}

std::vector<Character> list_characters(store::Reader& db, const ProjectId& project,
                                       const std::string& after, std::int64_t limit) {
    return list_characters(db, Scope{.project = project}, after, limit);
}

std::vector<Character> list_cast(store::Reader& db, const ProjectId& project) {
    return list_characters(db, project, "", std::numeric_limits<std::int64_t>::max());
}

std::vector<Character> list_by_name(store::Reader& db, const Scope& scope, const NamePlace& after,
                                    std::int64_t limit) {
    return db.all<Character>(
        store::select_from<Character>() + in_scope(scope, Bin::Without) +
            " AND (name > ?2 OR (name = ?2 AND id > ?3)) ORDER BY name, id LIMIT ?4",
        id_of(scope), after.name, after.id, limit);
}

Character get_character(store::Reader& db, const Actor& actor, Action action, const CharacterId& id,
                        Bin bin) {
    constexpr std::string_view missing = "There is no such character.";
    auto found =
        db.one<Character>("SELECT " + store::columns_of<Character>("c") +
                              " FROM character c LEFT JOIN project p ON p.id = c.project_id"
                              " WHERE p.deleted_at IS NULL AND c.id = ? AND c.deleted_at IS " +
                              (bin == Bin::Only ? "NOT NULL" : "NULL"),
                          id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, object_of(*found), missing);
    return std::move(*found);
}

std::vector<CharacterAnswer> with_pictures(store::Reader& db, std::vector<Character> characters) {
    std::vector<CharacterAnswer> out;
    if (characters.empty()) return out;
    const auto starred = [&](PictureUse use) {
        return pictures::list_starred(db, PictureOwner::Character, use,
                                      characters[0].organization_id, characters[0].project_id);
    };
    const auto portraits = starred(PictureUse::Portrait);
    const auto sheets = starred(PictureUse::Sheet);
    for (auto& character : characters) {
        auto& answer = out.emplace_back();
        static_cast<Character&>(answer) = std::move(character);
        if (const auto at = portraits.find(answer.id.text); at != portraits.end()) {
            answer.image_id = at->second;
            answer.image_url = pictures::url_of(at->second);
        }
        if (const auto at = sheets.find(answer.id.text); at != sheets.end()) {
            answer.sheet_id = at->second;
        }
    }
    return out;
}

std::vector<Character> list_expired(store::Reader& db, Time before, std::int64_t limit) {
    return db.all<Character>(
        store::select_from<Character>() + " WHERE deleted_at < ? ORDER BY deleted_at LIMIT ?",
        before, limit);
}

void delete_character(store::Tx& tx, const Character& character) {
    pictures::delete_pictures(tx, PictureOwner::Character, character.id.text);
    tx.run("DELETE FROM character WHERE id = ?", character.id);
}

std::vector<Relation> list_relations(store::Reader& db, const CharacterId& character) {
    return db.all<Relation>("SELECT " + store::columns_of<Relation>("r") +
                                " FROM relation r JOIN character a ON a.id = r.from_id"
                                " JOIN character b ON b.id = r.to_id"
                                " WHERE (r.from_id = ?1 OR r.to_id = ?1)"
                                " AND a.deleted_at IS NULL AND b.deleted_at IS NULL ORDER BY r.id",
                            character);
}

Relation get_relation(store::Reader& db, const Actor& actor, Action action, const RelationId& id) {
    auto found = db.one<Relation>(store::select_from<Relation>() + " WHERE id = ?", id);
    if (!found) throw AppError(Code::NotFound, PublicText{"There is no such relation."});
    get_character(db, actor, action, found->from_id);
    return std::move(*found);
}

void delete_relation(store::Tx& tx, const RelationId& id) {
    tx.run("DELETE FROM relation WHERE id = ?", id);
}

}  // namespace fabula::cast
