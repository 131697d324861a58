// Everything that belongs to a project, as it is copied.
#pragma once

#include <vector>

#include "cast/cast.hpp"
#include "files/asset.hpp"
#include "outline/beats.hpp"
#include "pictures/pictures.hpp"
#include "script/script.hpp"
#include "shots/shots.hpp"
#include "sound/sound.hpp"
#include "store/store.hpp"
#include "world/world.hpp"

namespace fabula::copies {

struct ProjectRows {
    story::Project project;
    std::vector<files::Asset> assets;  // Pictures and sounds; no documents that were made of it.
    std::vector<world::World> worlds;  // The project's own.
    std::vector<world::WorldCategory> world_categories;
    std::vector<world::WorldItem> world_items;  // Each behind the one that it lies in.
    std::vector<world::WorldLink> world_links;
    std::vector<cast::Character> characters;
    std::vector<cast::Relation> relations;
    std::vector<script::Node> nodes;  // Each behind the one that it stands below.
    std::vector<shots::Shot> shots;
    std::vector<sound::Sound> sounds;
    std::vector<outline::Beat> beats;
    std::vector<pictures::Picture> pictures;
    script::Script script;
    std::string text;
    std::optional<script::ScriptOriginal> original;
    std::vector<script::Anchor> anchors;  // As they are in that text.
};

// Throws NotFound and Forbidden as story::get_project does.
ProjectRows read_project(store::Reader& db, const Actor& actor, const ProjectId& id);

// New rows; their script begins at version 1.
void insert_project(store::Tx& tx, const Actor& actor, ProjectRows& rows);

}  // namespace fabula::copies
