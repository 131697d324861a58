#include "cast/cast_service.hpp"

#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/rows.hpp"
#include "base/text.hpp"
#include "store/in_parts.hpp"
#include "story/story_store.hpp"
#include "world/world_store.hpp"

namespace fabula::cast {

namespace {

void check_words(const std::vector<std::string>& words, const char* field) {
    constexpr std::size_t kWordMax = 200;
    for (const auto& word : words) {
        if (trim(word).empty()) invalid(field, "has an empty entry");
        if (count_code_points(word) > kWordMax) invalid(field, "has an entry that is too long");
    }
}

void check(Character& character) {
    character.name = trim(character.name);
    if (character.name.empty()) invalid("name", "must not be empty");
    if (character.name.find('\n') != std::string::npos) invalid("name", "must be one line");
    check_words(character.aliases, "aliases");
    check_words(character.traits, "traits");
    check_words(character.visual_tags, "visual_tags");
}

// The organization that the scope belongs to, if the actor may do that there.
OrganizationId require_scope(store::Reader& db, const Actor& actor, Action action,
                             const Scope& scope) {
    if (scope.project) {
        return story::get_project(db, actor, action, *scope.project).organization_id;
    }
    if (scope.world) return world::get_world(db, actor, action, *scope.world).organization_id;
    accounts::require(db, actor, action, *scope.organization);
    return *scope.organization;
}

CharacterAnswer answer(store::Reader& db, Character character) {
    return with_pictures(db, {std::move(character)}).front();
}

}  // namespace

std::vector<CharacterAnswer> CastService::list(const Actor& actor, const ProjectId& project,
                                               std::int64_t limit) {
    return list(actor, Scope{.project = project}, Order::Appearance, {}, limit, Bin::Without);
}

std::vector<CharacterAnswer> CastService::list(const Actor& actor, const Scope& scope, Order order,
                                               const NamePlace& after, std::int64_t limit,
                                               Bin bin) {
    return store_.read([&](store::Reader& db) {
        require_scope(db, actor, Action::View, scope);
        return with_pictures(db, order == Order::Name
                                     ? list_by_name(db, scope, after, limit)
                                     : list_characters(db, scope, after.id, limit, bin));
    });
}

CharacterAnswer CastService::get(const Actor& actor, const CharacterId& id) {
    return store_.read(
        [&](store::Reader& db) { return answer(db, get_character(db, actor, Action::View, id)); });
}

namespace {

Character insert(store::Tx& tx, const history::By& by, const Scope& scope, Character character) {
    const auto& actor = by.actor;
    check(character);
    character.organization_id = require_scope(tx, actor, Action::Edit, scope);
    character.world_id = scope.world;
    if (scope.project) {
        character.project_id = story::get_project(tx, actor, Action::Edit, *scope.project).id;
    }
    tx.insert(character);
    history::record(tx, by, history::Act::Create, history::entity_of(character));
    return character;
}

Character change(store::Tx& tx, const history::By& by, const CharacterId& id,
                 const Patch<Character>& patch, std::optional<std::int64_t> expected_rev) {
    auto character = get_character(tx, by.actor, Action::Edit, id);
    check_rev(character.rev, expected_rev, "this character");
    const auto before = character;
    patch.apply_to(character);
    check(character);
    tx.update(character);
    history::record_change(tx, by, before, character);
    return character;
}

}  // namespace

CharacterAnswer CastService::create(const Actor& actor, const New<Character>& in) {
    const auto& wanted = in.value;
    const bool whole_house = !wanted.organization_id.empty();
    if (!wanted.project_id && !wanted.world_id && !whole_house) {
        invalid("project_id", "Say where they belong: project_id, world_id or organization_id.");
    }
    if (wanted.project_id && wanted.world_id) {
        invalid("world_id", "cannot be given beside project_id");
    }
    const Scope scope{.project = wanted.project_id,
                      .world = wanted.world_id,
                      .organization = wanted.organization_id};
    return store_.write(
        [&](store::Tx& tx) { return answer(tx, insert(tx, actor, scope, wanted)); });
}

CharacterAnswer CastService::update(const Actor& actor, const CharacterId& id,
                                    const Patch<Character>& patch,
                                    std::optional<std::int64_t> expected_rev) {
    return store_.write(
        [&](store::Tx& tx) { return answer(tx, change(tx, actor, id, patch, expected_rev)); });
}

void CastService::remove(const Actor& actor, const CharacterId& id) {
    store_.write([&](store::Tx& tx) { remove_character(tx, actor, id); });
}

Character write_row(store::Tx& tx, const history::By& by, const Scope& scope, Json row) {
    const auto target = take_target(row);
    if (target.id) {
        return change(tx, by, CharacterId{*target.id}, decode_patch<Character>(row), target.rev);
    }
    return insert(tx, by, scope, decode_new<Character>(row).value);
}

void remove_character(store::Tx& tx, const history::By& by, const CharacterId& id) {
    auto character = get_character(tx, by.actor, Action::Edit, id);
    character.deleted_at = tx.now();
    tx.update(character);
    history::record(tx, by, history::Act::Delete, history::entity_of(character));
}

CharacterAnswer CastService::restore(const Actor& actor, const CharacterId& id) {
    return store_.write([&](store::Tx& tx) {
        auto character = get_character(tx, actor, Action::Edit, id, Bin::Only);
        character.deleted_at.reset();
        tx.update(character);
        history::record(tx, actor, history::Act::Restore, history::entity_of(character));
        return answer(tx, character);
    });
}

std::int64_t CastService::purge_expired(Time now) {
    const auto count = store::write_in_parts(store_, 100, [&](store::Tx& tx, std::int64_t limit) {
        const auto expired = list_expired(tx, now - story::kBinKept, limit);
        for (const auto& character : expired) delete_character(tx, character);
        return std::ssize(expired);
    });
    assets_.remove_marked();
    return count;
}

pictures::Picture CastService::add_picture(const Actor& actor, const CharacterId& id,
                                           PictureUse use, std::string_view bytes) {
    const auto owner = [&](store::Reader& db) {
        const auto character = get_character(db, actor, Action::Edit, id);
        if (use == PictureUse::Sheet && character.sheet_locked) {
            throw AppError(Code::Conflict, PublicText{"The reference sheet of " + character.name +
                                                      " is locked. Unlock it first."});
        }
        return picture_owner(character);
    };
    return pictures_.add(actor, owner, use, {.folder = AssetFolder::Characters}, bytes);
}

std::vector<pictures::Picture> CastService::list_pictures(const Actor& actor,
                                                          const CharacterId& id) {
    return pictures_.list([&](store::Reader& db) {
        return picture_owner(get_character(db, actor, Action::View, id));
    });
}

namespace {

history::Entity somebody(const CharacterId& id) {
    return {Character::table, id.text};
}

}  // namespace

std::vector<Relation> CastService::list_relations(const Actor& actor, const CharacterId& id) {
    return store_.read([&](store::Reader& db) {
        return cast::list_relations(db, get_character(db, actor, Action::View, id).id);
    });
}

Relation CastService::relate(const Actor& actor, const CharacterId& from, const New<Relation>& in) {
    return store_.write([&](store::Tx& tx) {
        auto relation = in.value;
        relation.from_id = get_character(tx, actor, Action::Edit, from).id;
        if (relation.to_id == relation.from_id) invalid("to_id", "is the character itself");
        const auto to = get_character(tx, actor, Action::View, relation.to_id);
        tx.insert(relation);
        history::record(tx, actor, history::Act::Link, somebody(relation.from_id),
                        {{"to", to.name}, {"kind", relation.kind}});
        return relation;
    });
}

Relation CastService::update_relation(const Actor& actor, const RelationId& id,
                                      const Patch<Relation>& patch,
                                      std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto relation = get_relation(tx, actor, Action::Edit, id);
        check_rev(relation.rev, expected_rev, "this relation");
        const auto before = relation.kind;
        patch.apply_to(relation);
        tx.update(relation);
        if (relation.kind != before) {
            history::record(tx, actor, history::Act::Link, somebody(relation.from_id),
                            {{"to", history::find_name(tx, somebody(relation.to_id))},
                             {"kind", relation.kind}});
        }
        return relation;
    });
}

void CastService::remove_relation(const Actor& actor, const RelationId& id) {
    store_.write([&](store::Tx& tx) {
        const auto relation = get_relation(tx, actor, Action::Edit, id);
        delete_relation(tx, relation.id);
        history::record(
            tx, actor, history::Act::Unlink, somebody(relation.from_id),
            {{"to", history::find_name(tx, somebody(relation.to_id))}, {"kind", relation.kind}});
    });
}

}  // namespace fabula::cast
