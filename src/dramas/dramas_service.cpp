#include "dramas/dramas_service.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "cast/cast_service.hpp"
#include "dramas/drama_writer.hpp"

namespace fabula::dramas {

namespace {

std::vector<std::string> ids_in(const std::vector<Thing>& things) {
    std::vector<std::string> ids;
    for (const auto& thing : things) ids.push_back(thing.id);
    return ids;
}

std::vector<std::string> images_in(const std::vector<Thing>& assets) {
    std::vector<std::string> ids;
    for (const auto& asset : assets) {
        if (asset.part->rest.value("kind", "") == "image") ids.push_back(asset.id);
    }
    return ids;
}

DramaPart part_of(store::Tx& tx, const history::By& by, const DramaView& view, const Thing& thing) {
    return thing.part != nullptr
               ? *thing.part
               : DramaWriter(tx, by, view.project(), Approved::Yes).make_part(thing);
}

// Puts the changes of what only the document knows into the part; a null takes a field away.
void change_rest(store::Tx& tx, DramaPart part, const Json& fields) {
    const auto changed = rest_of(part.kind, fields);
    for (const auto& [name, value] : changed.items()) {
        if (value.is_null()) {
            part.rest.erase(name);
        } else {
            part.rest[name] = value;
        }
    }
    if (fields.contains("metadata") && fields["metadata"].is_object()) {
        if (part.kind != DramaPartKind::Character && part.kind != DramaPartKind::Asset) {
            part.rest.erase("metadata");
        }
    }
    tx.update(part);
}

void update_project(store::Tx& tx, const Actor& actor, const story::Project& before,
                    const Json& fields) {
    auto after = before;
    if (fields.contains("title")) after.title = fields["title"];
    if (fields.contains("description")) after.logline = fields["description"];
    if (fields.contains("metadata")) {
        after.metadata = fields["metadata"].is_null() ? Json::object() : fields["metadata"];
    }
    story::check(after);
    tx.update(after);
    history::record_change(tx, actor, before, after);
}

void update_character(store::Tx& tx, const Actor& actor, const cast::Character& character,
                      const Json& fields) {
    Json row = {{"id", character.id.text}};
    if (fields.contains("name")) row["name"] = fields["name"];
    if (fields.contains("description")) row["description"] = fields["description"];
    if (fields.contains("voice_description")) {
        const auto& voice = fields["voice_description"];
        row["voice"] = voice.is_null() ? Json("") : voice;
    }
    if (row.size() > 1) cast::write_row(tx, actor, {.project = character.project_id}, row);
}

void check_changed_asset(const DramaView& view, const Place& place, const Thing& asset,
                         const Json& fields) {
    Json merged = asset.part->rest;
    merged["id"] = asset.id;
    merged.update(fields);
    auto of = place;
    of.asset.clear();
    auto images = images_in(view.list(DramaPartKind::Asset, view.find(of)));
    std::erase(images, asset.id);
    check_needs(read_entry(DramaPartKind::Asset, merged, ""),
                ids_in(view.list(DramaPartKind::Character, view.find({}))), images, "");
}

}  // namespace

std::vector<DramaService::Listed> DramaService::list(const Actor& actor, const std::string& after,
                                                     std::int64_t limit) {
    return store_.read([&](store::Reader& db) {
        story::ProjectFilter filter;
        filter.kind = ProjectKind::Series;
        std::vector<Listed> out;
        for (const auto& project : story::list_projects(db, actor, filter, after, limit)) {
            out.push_back({story::place_of(project, filter.sort), read_summary(db, project)});
        }
        return out;
    });
}

Json DramaService::create(const Actor& actor, const Json& document) {
    const auto drama = read_entry(DramaPartKind::Drama, document, "drama");
    check_references(drama, {}, "drama");
    const auto write_all = [&](store::Tx& tx, const story::Project& project) {
        const history::By by(actor);
        DramaWriter writer(tx, by, project, Approved::Yes);
        writer.put_drama(drama);
        std::int64_t position = 0;
        for (const auto& character : drama.characters) writer.add_character(character, ++position);
        const auto level = DramaView(tx, actor, Action::Edit, project.id.text).episode_level();
        writer.add_nodes(DramaPartKind::Episode, drama.episodes, std::nullopt, level);
    };
    const auto project = imports_.create_empty(actor, project_of(drama), write_all);
    return get(actor, {.drama = project.id.text});
}

Json DramaService::get(const Actor& actor, const Place& place) {
    return store_.read([&](store::Reader& db) {
        const DramaView view(db, actor, Action::View, place.drama);
        return view.write(view.find(place));
    });
}

std::vector<Json> DramaService::list_in(const Actor& actor, const Place& place,
                                        DramaPartKind kind) {
    return store_.read([&](store::Reader& db) {
        const DramaView view(db, actor, Action::View, place.drama);
        std::vector<Json> out;
        for (const auto& thing : view.list(kind, view.find(place)))
            out.push_back(view.write(thing));
        return out;
    });
}

Json DramaService::add(const Actor& actor, const Place& place, DramaPartKind kind,
                       const Json& object) {
    const auto entry = read_entry(kind, object, "");
    std::optional<ProjectId> outline_of;
    auto made = store_.write([&](store::Tx& tx) {
        const DramaView view(tx, actor, Action::Edit, place.drama);
        const auto of = view.find(place);
        const auto siblings = view.list(kind, of);
        const auto taken = ids_in(siblings);
        if (std::ranges::find(taken, entry.ext_id) != taken.end()) {
            invalid("id", "\"" + entry.ext_id + "\" stands there already");
        }
        const auto characters = ids_in(view.list(DramaPartKind::Character, view.find({})));
        check_references(entry, characters, "");
        const history::By by(actor);
        DramaWriter writer(tx, by, view.project(), Approved::Yes);
        auto added = place;
        if (kind == DramaPartKind::Asset) {
            check_needs(entry, characters, images_in(siblings), "");
            std::optional<DramaPartId> owner;
            if (of.kind != DramaPartKind::Drama) owner = part_of(tx, by, view, of).id;
            const auto last = siblings.empty() ? 0 : siblings.back().part->position;
            added.asset = writer.add_asset(entry, owner, last + 1).ext_id;
        } else if (kind == DramaPartKind::Character) {
            std::int64_t last = 0;
            for (const auto& one : siblings) {
                last = std::max(last, part_of(tx, by, view, one).position);
            }
            added.character = writer.add_character(entry, last + 1).ext_id;
        } else {
            std::optional<NodeId> episode;
            if (of.node != nullptr) episode = of.node->id;
            const auto parts = writer.add_nodes(kind, {entry}, episode, view.episode_level());
            (kind == DramaPartKind::Scene ? added.scene : added.episode) = parts.front().ext_id;
            outline_of = view.project().id;
        }
        const DramaView now(tx, actor, Action::View, place.drama);
        return now.write(now.find(added));
    });
    if (outline_of) listener_(actor, *outline_of);
    return made;
}

void DramaService::update_node(const Actor& actor, const script::Node& node, const Json& fields) {
    Patch<outline::NodeChanges> patch;
    using outline::NodeChanges;
    if (fields.contains("title") && node.kind == NodeKind::Section) {
        patch.set<&NodeChanges::title>(fields["title"].get<std::string>());
    }
    if (fields.contains("description")) {
        patch.set<&NodeChanges::synopsis>(fields["description"].get<std::string>());
    }
    if (fields.contains("metadata")) {
        patch.set<&NodeChanges::metadata>(fields["metadata"].is_null() ? Json::object()
                                                                       : fields["metadata"]);
    }
    if (patch.given.any()) outline_.update(actor, node.id, patch, std::nullopt);
}

Json DramaService::update(const Actor& actor, const Place& place, const Json& changes) {
    const auto kind = store_.read([&](store::Reader& db) {
        return DramaView(db, actor, Action::Edit, place.drama).find(place).kind;
    });
    const auto entry = read_entry(kind, changes, "", Form::Changes);
    if (!entry.ext_id.empty()) {
        const auto same = store_.read([&](store::Reader& db) {
            return DramaView(db, actor, Action::Edit, place.drama).find(place).id == entry.ext_id;
        });
        if (!same) invalid("id", "stays as it is");
    }
    const auto& fields = entry.fields;
    if (kind == DramaPartKind::Episode || kind == DramaPartKind::Scene) {
        const auto node = store_.read([&](store::Reader& db) {
            return *DramaView(db, actor, Action::Edit, place.drama).find(place).node;
        });
        update_node(actor, node, fields);
    }
    return store_.write([&](store::Tx& tx) {
        const DramaView view(tx, actor, Action::Edit, place.drama);
        const auto thing = view.find(place);
        if (kind == DramaPartKind::Asset) check_changed_asset(view, place, thing, fields);
        const history::By by(actor);
        change_rest(tx, part_of(tx, by, view, thing), fields);
        if (kind == DramaPartKind::Drama) update_project(tx, actor, view.project(), fields);
        if (kind == DramaPartKind::Character) {
            update_character(tx, actor, *thing.character, fields);
        }
        const DramaView now(tx, actor, Action::View, place.drama);
        return now.write(now.find(place));
    });
}

Json DramaService::remove(const Actor& actor, const Place& place) {
    struct Found {
        Json before;
        DramaPartKind kind;
        ProjectId project;
        std::optional<NodeId> node;
        std::optional<CharacterId> character;
        std::optional<DramaPartId> part;
    };
    const auto found = store_.read([&](store::Reader& db) {
        const DramaView view(db, actor, Action::Edit, place.drama);
        const auto thing = view.find(place);
        Found out{.before = view.write(thing), .kind = thing.kind, .project = view.project().id};
        if (thing.node != nullptr) out.node = thing.node->id;
        if (thing.character != nullptr) out.character = thing.character->id;
        if (thing.part != nullptr) out.part = thing.part->id;
        return out;
    });
    if (found.kind == DramaPartKind::Drama) {
        stories_.remove(actor, found.project);
    } else if (found.node) {
        outline_.remove(actor, *found.node, std::nullopt);
    } else {
        store_.write([&](store::Tx& tx) {
            const DramaView now(tx, actor, Action::Edit, place.drama);
            if (found.character) {
                cast::remove_character(tx, actor, *found.character);
            } else {
                delete_part(tx, *found.part);
            }
        });
    }
    return found.before;
}

std::vector<Json> DramaService::reorder(const Actor& actor, const Place& place, DramaPartKind kind,
                                        const std::vector<std::string>& ids) {
    std::vector<NodeId> nodes;
    store_.write([&](store::Tx& tx) {
        nodes.clear();
        const DramaView view(tx, actor, Action::Edit, place.drama);
        const auto things = view.list(kind, view.find(place));
        std::vector<Thing> wanted;
        for (const auto& id : ids) {
            const auto found = std::ranges::find(things, id, &Thing::id);
            if (found == things.end()) invalid("ids", "\"" + id + "\" is none of them");
            if (std::ranges::find(wanted, id, &Thing::id) != wanted.end()) {
                invalid("ids", "names \"" + id + "\" twice");
            }
            wanted.push_back(*found);
        }
        if (wanted.size() != things.size()) {
            invalid("ids", "must name all " + std::to_string(things.size()));
        }
        const history::By by(actor);
        std::int64_t position = 0;
        for (const auto& thing : wanted) {
            if (thing.node != nullptr) {
                nodes.push_back(thing.node->id);
                continue;
            }
            auto part = part_of(tx, by, view, thing);
            part.position = ++position;
            tx.update(part);
        }
    });
    if (!nodes.empty()) outline_.reorder(actor, nodes);
    return list_in(actor, place, kind);
}

}  // namespace fabula::dramas
