#include "lessons/lessons_routes.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "http/page_of.hpp"

namespace fabula::lessons {

http::RouteTable LessonsRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Post,       "/api/v1/comics/scenes/generate",                 "generate_lesson_scenes", Member, "Begin a learning comic from a topic, a script or a project: its scenes.", &LessonsRoutes::begin, this, {.status = 201}),
        route(Get,        "/api/v1/comics/stories",                         "list_lesson_stories",    Member, "The lesson stories that the program brings.",               &LessonsRoutes::stories,  this),
        route(Get,        "/api/v1/comics/characters",                      "list_character_types",   Member, "The types of characters that a comic can be cast with.",    &LessonsRoutes::types,    this),
        stream_route(Get, "/api/v1/comics/characters/{character_type}/portrait.svg", "get_character_type_portrait", Member, "How the built-in rules draw a type of character.", &LessonsRoutes::type_portrait, this, {.media_type = "image/svg+xml"}),
        route(Get,        "/api/v1/comics/{lesson_id}/scenes",              "list_lesson_scenes",     Viewer, "The scenes of a learning comic, with what each teaches.", &LessonsRoutes::scenes, this),
        route(Post,       "/api/v1/comics/{lesson_id}/scenes/refine",       "refine_lesson_scenes",   Editor, "Say of scenes what should be different, or go on to the cast.", &LessonsRoutes::refine, this),
        route(Post,       "/api/v1/comics/{lesson_id}/characters/select",   "select_lesson_characters", Editor, "Choose who plays: one to four characters.",                &LessonsRoutes::select,   this),
        route(Post,       "/api/v1/comics/{lesson_id}/generate",            "generate_lesson_comic",  Editor, "Have the panels drawn: a job. Approved ones never change.", &LessonsRoutes::generate, this, {.status = 202}),
        route(Get,        "/api/v1/comics/{lesson_id}/status",              "get_lesson_status",      Viewer, "At which step a learning comic is, and all it has so far.", &LessonsRoutes::status, this),
        route(Get,        "/api/v1/comics/{lesson_id}/result",              "get_lesson_result",      Viewer, "The comic, once its panels are there.",                     &LessonsRoutes::result,   this),
        route(Get,        "/api/v1/storage/stats",                          "get_storage_stats",      Member, "How much an organization's comics and pictures take up.",   &LessonsRoutes::storage,  this),
    };
    // clang-format on
}

namespace {

LessonId lesson_of(const http::Call& call, const std::optional<LessonId>& again = std::nullopt) {
    auto id = call.id<LessonId>("lesson_id");
    if (again && *again != id) invalid("job_id", "is another one than the address names");
    return id;
}

std::string portrait_url(const CharacterType& type) {
    return "/api/v1/comics/characters/" + type.id + "/portrait.svg";
}

double to_megabytes(std::int64_t bytes) {
    constexpr double kBytes = 1'000'000;
    return static_cast<double>(bytes) / kBytes;
}

}  // namespace

LessonScenes LessonsRoutes::begin(http::Call& call, const NewLesson& in) {
    return lessons_.begin(call.actor, in);
}

LessonScenes LessonsRoutes::scenes(http::Call& call) {
    return lessons_.scenes(call.actor, lesson_of(call));
}

LessonState LessonsRoutes::refine(http::Call& call, const Refinement& in) {
    return lessons_.refine(call.actor, lesson_of(call, in.job_id), in.feedback_list);
}

http::Page<StoryAnswer> LessonsRoutes::stories(http::Call& call, const InLanguage& in) {
    std::vector<StoryAnswer> out;
    for (const auto& story : lesson_stories()) {
        StoryAnswer one{.id = story.id,
                        .title = story.title.in(in.language),
                        .topic_words = story.topic_words.in(in.language),
                        .age_groups = story.age_groups};
        for (const auto& scene : story.scenes) one.scenes.push_back(scene.title.in(in.language));
        out.push_back(std::move(one));
    }
    return http::page_by_position(std::move(out), call.paging);
}

http::Page<TypeAnswer> LessonsRoutes::types(http::Call& call, const InLanguage& in) {
    std::vector<TypeAnswer> out;
    for (const auto& type : character_types()) {
        out.push_back({.id = type.id,
                       .name = type.name.in(in.language),
                       .description = type.description.in(in.language),
                       .visual_tags = type.visual_tags,
                       .age_group = type.age_group,
                       .image_url = portrait_url(type)});
    }
    return http::page_by_position(std::move(out), call.paging);
}

http::Reply LessonsRoutes::type_portrait(http::Call& call) {
    const auto* type = find_character_type(call.parameter("character_type"));
    if (type == nullptr) {
        throw AppError(Code::NotFound, PublicText{"There is no such type of character."});
    }
    return http::Reply::bytes("image/svg+xml", lessons_.type_portrait_svg(*type));
}

LessonAnswer LessonsRoutes::select(http::Call& call, const Selection& in) {
    return lessons_.select(call.actor, lesson_of(call, in.job_id), in.characters);
}

LessonPanels LessonsRoutes::generate(http::Call& call, const PanelWish& in) {
    return lessons_.generate(call.actor, lesson_of(call, in.job_id), in.art);
}

LessonAnswer LessonsRoutes::status(http::Call& call) {
    return lessons_.status(call.actor, lesson_of(call));
}

ComicRecord LessonsRoutes::result(http::Call& call) {
    return lessons_.result(call.actor, lesson_of(call));
}

// Named as documented; paths are those in the data directory, which itself is nobody's business.
Json LessonsRoutes::storage(http::Call& call) {
    const auto [records, folders] = lessons_.storage(call.actor);
    std::int64_t images = 0;
    std::int64_t all = 0;
    std::int64_t panels = 0;
    std::int64_t characters = 0;
    for (const auto& folder : folders) {
        const bool sound = folder.folder == AssetFolder::Audio;
        if (sound || folder.folder == AssetFolder::Documents) continue;
        images += folder.file_count;
        all += folder.size_bytes;
        const bool panel =
            folder.folder == AssetFolder::Shots || folder.folder == AssetFolder::Panels;
        if (panel) panels += folder.size_bytes;
        if (folder.folder == AssetFolder::Characters) characters += folder.size_bytes;
    }
    return {{"json_storage",
             {{"total_jobs", records.jobs},
              {"total_comics", records.comics},
              {"total_size_mb", to_megabytes(records.bytes)},
              {"jobs_path", "fabula.db"},
              {"comics_path", "fabula.db"}}},
            {"image_storage",
             {{"total_images", images},
              {"external_references", 0},
              {"local_images", images},
              {"panels_size_mb", to_megabytes(panels)},
              {"characters_size_mb", to_megabytes(characters)},
              {"total_size_mb", to_megabytes(all)},
              {"base_path", "images"}}},
            {"total_storage_mb", to_megabytes(all + records.bytes)}};
}

}  // namespace fabula::lessons
