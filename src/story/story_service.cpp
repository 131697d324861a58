#include "story/story_service.hpp"

#include <algorithm>
#include <span>

#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"
#include "drawing/image.hpp"
#include "files/asset_store.hpp"
#include "history/record.hpp"
#include "store/in_parts.hpp"

namespace fabula::story {

namespace {

void check_listed(const char* field, std::string_view value,
                  std::span<const std::string_view> names) {
    if (value.empty() || value.starts_with("custom:")) return;
    if (std::find(names.begin(), names.end(), value) != names.end()) return;
    std::string text = "must be \"custom:\" with a name of your own, or one of";
    for (const auto name : names) text.append(" \"").append(name).append("\"");
    invalid(field, text);
}

}  // namespace

void check(const Project& project) {
    check_listed("episode_layout", project.episode_layout, kEpisodeLayouts);
    check_listed("season_engine", project.season_engine, kSeasonEngines);
    check_listed("narrative_structure", project.narrative_structure, kNarrativeStructures);
    constexpr std::size_t kMetadataBytesMax = 64'000;
    if (!project.metadata.is_object()) invalid("metadata", "must be an object");
    if (project.metadata.dump().size() > kMetadataBytesMax) {
        invalid("metadata", "is larger than 64 kB");
    }
}

Project StoryService::get(const Actor& actor, const ProjectId& id, Bin bin) {
    return store_.read(
        [&](store::Reader& db) { return get_project(db, actor, Action::View, id, bin); });
}

namespace {

class ProjectMatcher {
public:
    explicit ProjectMatcher(const std::string& words) : folded_(fold(words)) {
        for (const auto word : split(folded_, ' ')) {
            if (!word.empty()) words_.push_back(word);
        }
    }

    bool operator()(const Project& project) const {
        if (words_.empty()) return true;
        const auto text = fold(project.title + "\n" + project.logline + "\n" + project.genre);
        return std::all_of(words_.begin(), words_.end(), [&](std::string_view word) {
            return text.find(word) != std::string::npos;
        });
    }

private:
    const std::string folded_;
    std::vector<std::string_view> words_;
};

constexpr std::int64_t kRowsAtATime = 500;

}  // namespace

std::vector<Project> StoryService::list(const Actor& actor, const ProjectFilter& filter,
                                        const std::string& after, std::int64_t limit) {
    const ProjectMatcher matches(filter.words);
    return store_.read([&](store::Reader& db) {
        std::vector<Project> found;
        auto last = after;
        while (std::ssize(found) < limit) {
            const auto at_a_time = filter.words.empty() ? limit : kRowsAtATime;
            auto rows = list_projects(db, actor, filter, last, at_a_time);
            for (auto& row : rows) {
                last = place_of(row, filter.sort);
                if (std::ssize(found) < limit && matches(row)) found.push_back(std::move(row));
            }
            if (std::ssize(rows) < at_a_time) break;
        }
        return found;
    });
}

ProjectStats StoryService::stats(const Actor& actor, const ProjectId& id) {
    return store_.read([&](store::Reader& db) {
        return count_contents(db, get_project(db, actor, Action::View, id).id);
    });
}

Project StoryService::update(const Actor& actor, const ProjectId& id, const Patch<Project>& patch,
                             std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto project = get_project(tx, actor, Action::Edit, id);
        check_rev(project.rev, expected_rev, "this project");
        const auto before = project;
        patch.apply_to(project);
        check(project);
        if (patch.has<&Project::cover_image_id>() && project.cover_image_id) {
            const auto cover = files::find_asset(tx, *project.cover_image_id);
            if (!cover || cover->project_id != project.id || cover->kind != AssetKind::Image) {
                invalid("cover_image_id", "is no picture of this project");
            }
        }
        tx.update(project);
        history::record_change(tx, actor, before, project);
        return project;
    });
}

Project StoryService::set_archived(const Actor& actor, const ProjectId& id, bool archived) {
    return store_.write([&](store::Tx& tx) {
        auto project = get_project(tx, actor, Action::Edit, id);
        if (project.archived_at.has_value() == archived) return project;
        project.archived_at = archived ? std::optional(tx.now()) : std::nullopt;
        tx.update(project);
        history::record(tx, actor, archived ? history::Act::Archive : history::Act::Unarchive,
                        history::entity_of(project));
        return project;
    });
}

Project StoryService::set_cover(const Actor& actor, const ProjectId& id, std::string_view bytes) {
    constexpr std::uint32_t kShownWidth = 640;
    const auto project =
        store_.read([&](store::Reader& db) { return get_project(db, actor, Action::Edit, id); });
    drawing::thumbnail(bytes, kShownWidth);  // Whole and sound, or refused.
    const auto info = drawing::probe_image(bytes);
    const files::NewAsset cover{.id = make_id<AssetId>(),
                                .organization_id = project.organization_id,
                                .project_id = project.id,
                                .folder = AssetFolder::Covers,
                                .extension = info->mime == "image/png" ? "png" : "jpg",
                                .width = info->width,
                                .height = info->height};
    const auto asset = assets_.create(cover, bytes);
    return store_.write([&](store::Tx& tx) {
        auto row = get_project(tx, actor, Action::Edit, project.id);
        row.cover_image_id = asset.id;
        tx.update(row);
        history::record(tx, actor, history::Act::AddPicture, history::entity_of(row),
                        {{"use", "cover"}});
        return row;
    });
}

void StoryService::remove(const Actor& actor, const ProjectId& id) {
    store_.write([&](store::Tx& tx) {
        auto project = get_project(tx, actor, Action::Edit, id);
        project.deleted_at = tx.now();
        project.deleted_by = actor.user;
        tx.update(project);
        history::record(tx, actor, history::Act::Delete, history::entity_of(project));
    });
}

Project StoryService::restore(const Actor& actor, const ProjectId& id) {
    return store_.write([&](store::Tx& tx) {
        auto project = get_project(tx, actor, Action::Edit, id, Bin::Only);
        project.deleted_at.reset();
        project.deleted_by.reset();
        tx.update(project);
        history::record(tx, actor, history::Act::Restore, history::entity_of(project));
        return project;
    });
}

std::vector<BinEntry> StoryService::list_bin(const Actor& actor, const std::string& before,
                                             std::int64_t limit) {
    return store_.read(
        [&](store::Reader& db) { return story::list_bin(db, actor, before, limit); });
}

namespace {

// Its own entries go with it, so this one is the organization's.
void purge_project(store::Tx& tx, const Actor& actor, const Project& project) {
    delete_project(tx, project.id);
    history::record_of(tx, actor, history::Act::Purge, history::entity_of(project), project.title,
                       project.organization_id);
}

}  // namespace

void StoryService::purge(const Actor& actor, const ProjectId& id) {
    store_.write([&](store::Tx& tx) {
        purge_project(tx, actor, get_project(tx, actor, Action::ManagePeople, id, Bin::Only));
    });
    assets_.remove_marked();
}

std::int64_t StoryService::purge_expired(Time now) {
    const auto count = store::write_in_parts(store_, 20, [&](store::Tx& tx, std::int64_t limit) {
        const auto expired = list_expired(tx, now - kBinKept, limit);
        for (const auto& project : expired) purge_project(tx, Actor{}, project);
        return std::ssize(expired);
    });
    assets_.remove_marked();
    return count;
}

}  // namespace fabula::story
