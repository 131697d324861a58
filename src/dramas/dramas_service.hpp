// What one can do with dramas.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "dramas/document.hpp"
#include "dramas/dramas_store.hpp"
#include "imports/imports_service.hpp"
#include "outline/outline_service.hpp"
#include "story/story_service.hpp"

namespace fabula::dramas {

// Answers are objects of the document (see document.hpp); ids are those of the document or ours.
class DramaService {
public:
    // Told of the project once its outline has changed: be brief, throw nothing.
    using Listener = std::function<void(const Actor&, const ProjectId&)>;

    DramaService(store::Store& store, story::StoryService& stories, imports::ImportService& imports,
                 outline::OutlineService& outline, Listener listener)
        : store_(store),
          stories_(stories),
          imports_(imports),
          outline_(outline),
          listener_(std::move(listener)) {}

    // Of every series that the actor sees: the last changed first, behind the place `after`.
    struct Listed {
        std::string place;
        Json summary;
    };
    std::vector<Listed> list(const Actor& actor, const std::string& after, std::int64_t limit);

    // A series of this document, whole or not at all. Throws Invalid naming the field as
    // "drama.episodes[0].title", Conflict where the id is taken.
    Json create(const Actor& actor, const Json& document);

    // The drama itself where the place names nothing in it.
    Json get(const Actor& actor, const Place& place);
    std::vector<Json> list_in(const Actor& actor, const Place& place, DramaPartKind kind);
    // At the end of its list, with all that it holds. Answers the new entry.
    Json add(const Actor& actor, const Place& place, DramaPartKind kind, const Json& object);
    // Fields that are not given stay; a null takes one away that need not be there.
    Json update(const Actor& actor, const Place& place, const Json& changes);
    // A drama, character, episode or scene goes into the bin. Answers what was removed.
    Json remove(const Actor& actor, const Place& place);
    // `ids` names all of the list, in their new order. Answers them.
    std::vector<Json> reorder(const Actor& actor, const Place& place, DramaPartKind kind,
                              const std::vector<std::string>& ids);

private:
    void update_node(const Actor& actor, const script::Node& node, const Json& fields);

    store::Store& store_;
    story::StoryService& stories_;
    imports::ImportService& imports_;
    outline::OutlineService& outline_;
    Listener listener_;
};

}  // namespace fabula::dramas
