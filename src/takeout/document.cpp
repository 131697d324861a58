#include "takeout/document.hpp"

#include "cast/cast_store.hpp"
#include "files/asset_store.hpp"
#include "script/script_store.hpp"
#include "shots/shots_store.hpp"
#include "world/world_store.hpp"

namespace fabula::takeout {

namespace {

constexpr std::int64_t kAll = 1'000'000;

template <class T>
Json encode_all(const std::vector<T>& rows) {
    return JsonCodec<std::vector<T>>::encode(rows);
}

}  // namespace

Json project_document(store::Store& store, const script::ScriptView& view) {
    return store.read([&](store::Reader& db) {
        const auto& project = view.project.id;
        const auto shots = shots::list_shots_of_project(db, project);
        Json images = Json::array();
        for (const auto& shot : shots) {
            if (!shot.image_id) continue;
            const auto image = files::find_asset(db, *shot.image_id);
            if (image) images.push_back(encode(*image));
        }
        Json text = encode(view.script);
        text["text"] = view.text;
        return Json{{"fabula", FABULA_VERSION},
                    {"project", encode(view.project)},
                    {"script", std::move(text)},
                    {"nodes", encode_all(script::list_all_nodes(db, project))},
                    {"characters", encode_all(cast::list_cast(db, project))},
                    {"locations", encode_all(world::list_locations(db, project, "", kAll))},
                    {"shots", encode_all(shots)},
                    {"images", std::move(images)}};
    });
}

}  // namespace fabula::takeout
