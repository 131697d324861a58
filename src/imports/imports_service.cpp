#include "imports/imports_service.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "cast/cast.hpp"
#include "history/record.hpp"
#include "imports/decide.hpp"
#include "imports/imports_store.hpp"
#include "imports/understand.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/import.hpp"
#include "screenplay/pages_measure.hpp"
#include "script/format_store.hpp"
#include "script/script_store.hpp"
#include "source/source.hpp"
#include "story/story_service.hpp"
#include "story/story_store.hpp"
#include "world/world.hpp"
#include "world/world_store.hpp"

namespace fabula::imports {

namespace {

// A preview that nobody confirms is kept this long.
constexpr auto kPreviewKept = std::chrono::days(7);

Json describe_scenes(const screenplay::Outline& outline, const screenplay::Measures& measures) {
    std::map<std::uint32_t, const screenplay::SceneLength*> lengths;
    for (const auto& length : measures.scenes) lengths.emplace(length.heading, &length);
    Json scenes = Json::array();
    for (const auto& node : outline.nodes) {
        const auto length = lengths.find(node.element);
        const bool measured = length != lengths.end();
        scenes.push_back({{"number", node.scene_number},
                          {"title", node.title},
                          {"section", node.kind == screenplay::NodeKind::Section},
                          {"level", node.level},
                          {"from", node.heading.from},
                          {"eighths", measured ? length->second->eighths : 0},
                          {"page", measures.page_of_element[node.element]}});
    }
    return scenes;
}

Json describe(const script::PreparedScript& prepared) {
    const auto understood = understand(prepared.document, prepared.outline);
    const auto laid_out = script::lay_out(prepared.document, {});
    const auto measures = screenplay::measure(prepared.document, laid_out.layout, laid_out.pages);
    Json characters = Json::array();
    for (const auto& found : understood.characters) {
        characters.push_back(
            {{"name", found.name}, {"speeches", found.speeches}, {"doubtful", found.doubtful}});
    }
    Json places = Json::array();
    for (const auto& found : understood.places) {
        places.push_back({{"name", found.name}, {"scenes", found.scenes}});
    }
    return {{"scenes", describe_scenes(prepared.outline, measures)},
            {"characters", std::move(characters)},
            {"places", std::move(places)},
            {"page_count", laid_out.pages.pages.size()},
            {"word_count", understood.word_count}};
}

std::vector<Doubt> to_rows(const std::vector<screenplay::ImportDoubt>& doubts,
                           std::string_view text) {
    std::vector<Doubt> rows;
    for (const auto& doubt : doubts) {
        const auto from = byte_offset_of(text, doubt.range.from).value_or(0);
        const auto to = byte_offset_of(text, doubt.range.to).value_or(from);
        rows.push_back({.id = std::ssize(rows) + 1,
                        .from = doubt.range.from,
                        .to = doubt.range.to,
                        .code = doubt.code,
                        .message = doubt.message,
                        .suggestion = doubt.suggestion,
                        .excerpt = shorten(trim(text.substr(from, to - from)), 160)});
    }
    return rows;
}

struct FileRead {
    Import import;
    std::string original;  // A Final Draft file; else empty.
};

FileRead read_file(std::string_view file_name, std::string_view bytes) {
    auto read = source::import_file(bytes, file_name);
    if (read.refusal) invalid("file", *read.refusal);
    Import import;
    import.file_name = shorten(file_name, 400);
    import.title = read.title;
    import.format = script::to_row(read.format);
    import.encoding = read.encoding;
    import.repairs = read.repairs;
    import.source_form = encode(read.form);
    import.doubts = to_rows(read.doubts, read.text);
    const auto prepared =
        script::ScriptService::prepare(import.format, std::move(read.text), import.source_form);
    import.understood = describe(prepared);
    import.text = prepared.text;
    return {std::move(import), std::move(read.original)};
}

}  // namespace

Import ImportService::preview(const Actor& actor, std::string_view file_name,
                              std::string_view bytes) {
    accounts_.require(actor, Action::Edit, actor.organization);
    auto [import, original] = read_file(file_name, bytes);
    import.organization_id = actor.organization;
    return store_.write([&](store::Tx& tx) {
        delete_stale_imports(tx, tx.now() - kPreviewKept);
        auto row = import;
        tx.insert(row);
        if (!original.empty()) {
            tx.insert(
                ImportOriginal{.import_id = row.id, .text = original, .created_at = tx.now()});
        }
        return row;
    });
}

Import ImportService::get(const Actor& actor, const ImportId& id) {
    return store_.read([&](store::Reader& db) { return get_import(db, actor, Action::View, id); });
}

void ImportService::discard(const Actor& actor, const ImportId& id) {
    store_.write(
        [&](store::Tx& tx) { delete_import(tx, get_import(tx, actor, Action::Edit, id).id); });
}

// Everything that becomes rows, worked out before the transaction.
struct ImportService::Plan {
    story::Project project;
    script::PreparedScript script;
    Understood understood;
    std::vector<bool> pencil_nodes;  // By outline node.
    bool ink = false;
    script::ChangeOrigin origin;
};

namespace {

std::vector<bool> nodes_in_doubt(const screenplay::Outline& outline,
                                 const std::vector<std::uint32_t>& undecided) {
    std::vector<bool> marked(outline.nodes.size(), false);
    for (const auto at : undecided) {
        for (std::size_t i = 0; i < outline.nodes.size(); ++i) {
            const auto& node = outline.nodes[i];
            if (at >= node.heading.from && at < std::max(node.body.to, node.heading.to)) {
                marked[i] = true;
            }
        }
    }
    return marked;
}

std::string title_page_value(const screenplay::Document& document, std::string_view key) {
    for (const auto& entry : document.title_page) {
        if (fold(entry.key) == key) return std::string(trim(join(entry.values, " ")));
    }
    return {};
}

constexpr std::size_t kShortFilmPages = 45;

ProjectKind kind_of(const script::PreparedScript& prepared, std::size_t page_count) {
    switch (prepared.format) {
        case ScriptFormat::Manuscript: return ProjectKind::Book;
        case ScriptFormat::Multicam: return ProjectKind::Series;
        case ScriptFormat::Stage: return ProjectKind::Theater;
        case ScriptFormat::Audio: return ProjectKind::Audio;
        case ScriptFormat::Comic: return ProjectKind::Comic;
        case ScriptFormat::Screenplay: break;
    }
    return page_count <= kShortFilmPages ? ProjectKind::Short : ProjectKind::Film;
}

// In which a project of that kind is begun.
ScriptFormat format_of(ProjectKind kind) {
    switch (kind) {
        case ProjectKind::Book: return ScriptFormat::Manuscript;
        case ProjectKind::Theater: return ScriptFormat::Stage;
        case ProjectKind::Audio: return ScriptFormat::Audio;
        case ProjectKind::Comic: return ScriptFormat::Comic;
        default: return ScriptFormat::Screenplay;
    }
}

}  // namespace

story::Project ImportService::confirm(const Actor& actor, const ImportId& id,
                                      const Decisions& decisions) {
    const auto import =
        store_.read([&](store::Reader& db) { return get_import(db, actor, Action::Edit, id); });
    check_decisions(import, decisions);
    auto decided = decide(import, decisions);
    Plan plan;
    plan.script =
        script::ScriptService::prepare(import.format, std::move(decided.text), import.source_form);
    plan.script.original =
        store_.read([&](store::Reader& db) { return get_original(db, import.id); });
    plan.understood = understand(plan.script.document, plan.script.outline);
    plan.pencil_nodes = decisions.ink ? std::vector<bool>(plan.script.outline.nodes.size(), false)
                                      : nodes_in_doubt(plan.script.outline, decided.undecided);
    plan.ink = decisions.ink;
    plan.project.title = decisions.title.value_or(import.title);
    plan.project.logline = shorten(title_page_value(plan.script.document, "logline"), 2000);
    plan.project.kind = kind_of(plan.script, import.understood.value("page_count", std::size_t{0}));
    const auto house = accounts_.get_house(actor);
    plan.project.language = house.language;
    plan.project.paper = house.paper;
    plan.origin = {
        .author = actor.user, .client_id = "import", .tag = {{"imported", import.file_name}}};
    return store_.write([&](store::Tx& tx) {
        auto row = get_import(tx, actor, Action::Edit, id);
        if (row.state == ImportState::Confirmed) {
            throw AppError(Code::Conflict, PublicText{"This import has become a project already."});
        }
        const auto project = store_project(tx, actor, plan);
        row.state = ImportState::Confirmed;
        row.project_id = project.id;
        row.text.clear();
        tx.update(row);
        delete_original(tx, row.id);
        return project;
    });
}

namespace {

void store_characters(store::Tx& tx, const story::Project& project, const Understood& understood,
                      bool ink) {
    constexpr std::size_t kNameMax = 200;
    for (const auto& found : understood.characters) {
        cast::Character character;
        character.organization_id = project.organization_id;
        character.project_id = project.id;
        character.name = shorten(found.name, kNameMax);
        character.description = found.description;
        character.pencil = found.doubtful && !ink;
        tx.insert(character);
    }
}

// The project's own world with its places; answers the places' ids by folded name.
std::map<std::string, WorldItemId> store_places(store::Tx& tx, const story::Project& project,
                                                const Understood& understood) {
    world::World own;
    own.organization_id = project.organization_id;
    own.project_id = project.id;
    own.name = project.title;
    world::insert_world(tx, own);
    const auto geography = world::find_category(tx, own.id, CategoryType::Geography);
    std::map<std::string, WorldItemId> ids;
    for (const auto& found : understood.places) {
        world::WorldItem item;
        item.world_id = own.id;
        item.kind = WorldItemKind::Location;
        item.category_id = geography;
        item.name = shorten(found.name, 2000);
        tx.insert(item);
        ids.emplace(fold(found.name), item.id);
    }
    return ids;
}

}  // namespace

namespace {

void record(store::Tx& tx, const Actor& actor, const story::Project& project, const Json& tag) {
    const bool from_file = tag.is_object() && tag.contains("imported");
    Json details = Json::object();
    if (from_file) details["file"] = tag.at("imported");
    if (tag.is_object() && tag.contains("copied")) details["copied"] = tag.at("copied");
    history::record(tx, actor, from_file ? history::Act::Import : history::Act::Create,
                    history::entity_of(project), std::move(details));
}

}  // namespace

story::Project ImportService::store_project(store::Tx& tx, const Actor& actor, const Plan& plan) {
    auto project = plan.project;
    project.id = make_id<ProjectId>();
    project.organization_id = actor.organization;
    if (!actor.user.empty()) project.created_by = actor.user;
    tx.insert(project);
    const auto places = store_places(tx, project, plan.understood);
    const auto nodes = scripts_.create(tx, project, plan.script, plan.origin);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto place = places.find(fold(nodes[i].place));
        const bool pencil = i < plan.pencil_nodes.size() && plan.pencil_nodes[i];
        if (place == places.end() && !pencil) continue;
        auto node = nodes[i];
        if (place != places.end()) node.location_id = place->second;
        node.pencil = pencil;
        tx.update(node);
    }
    store_characters(tx, project, plan.understood, plan.ink);
    record(tx, actor, project, plan.origin.tag);
    return project;
}

story::Project ImportService::create_empty(const Actor& actor, const New<story::Project>& in,
                                           const With& with) {
    accounts_.require(actor, Action::Edit, actor.organization);
    story::check(in.value);
    if (in.value.cover_image_id) invalid("cover_image_id", "is no picture of this project");
    Plan plan;
    plan.project = in.value;
    const auto house = accounts_.get_house(actor);
    if (!in.given.test(index_of_field<&story::Project::language, story::Project>())) {
        plan.project.language = house.language;
    }
    if (!in.given.test(index_of_field<&story::Project::paper, story::Project>())) {
        plan.project.paper = house.paper;
    }
    plan.script = script::ScriptService::prepare(format_of(in.value.kind), "", Json::object());
    plan.origin = {.author = actor.user, .client_id = "create", .tag = nullptr};
    return store_.write([&](store::Tx& tx) {
        auto project = store_project(tx, actor, plan);
        if (with) with(tx, project);
        return project;
    });
}

namespace {

// The format that the script is to have: what is asked for, else what the text itself names, else
// what its kind is begun in.
ScriptFormat choose_format(const NewScript& in, const std::optional<script::Format>& own,
                           const std::string& text) {
    if (own) {
        if (in.format && *in.format != own->format) {
            invalid("format_id", "is a format for another kind of script");
        }
        return own->format;
    }
    if (in.format) return *in.format;
    if (!in.kind) {
        const auto named = screenplay::named_format(screenplay::parse_fountain(text));
        return named ? script::to_row(*named) : ScriptFormat::Screenplay;
    }
    return format_of(*in.kind);
}

}  // namespace

script::ScriptRecord ImportService::create_script(const Actor& actor, const NewScript& in,
                                                  const With& with) {
    accounts_.require(actor, Action::Edit, actor.organization);
    if (in.import_id) {
        Decisions decisions;
        if (!in.title.empty()) decisions.title = in.title;
        const auto project = confirm(actor, *in.import_id, decisions);
        return store_.read(
            [&](store::Reader& db) { return script::get_record_of(db, actor, project.id); });
    }
    if (trim(in.title).empty()) invalid("title", "is missing");
    std::optional<script::Format> own;
    if (in.format_id) {
        own = store_.read([&](store::Reader& db) {
            return script::get_format(db, actor, Action::View, *in.format_id);
        });
    }
    auto text = script::to_stored_text(in.text, "text");
    const auto format = choose_format(in, own, text);
    Plan plan;
    plan.script = script::ScriptService::prepare(format, std::move(text), Json::object());
    plan.script.format_id = in.format_id;
    plan.project.title = in.title;
    const auto laid_out = script::lay_out(plan.script.document, {});
    plan.project.kind = in.kind.value_or(kind_of(plan.script, laid_out.pages.pages.size()));
    const auto house = accounts_.get_house(actor);
    plan.project.language = in.language.value_or(house.language);
    plan.project.paper = in.paper.value_or(house.paper);
    plan.origin = {.author = actor.user, .client_id = "create", .tag = nullptr};
    return store_script(actor, plan, with);
}

script::ScriptRecord ImportService::copy_script(const Actor& actor, const ScriptId& id,
                                                std::string title) {
    accounts_.require(actor, Action::Edit, actor.organization);
    auto view = scripts_.view_of_script(actor, id);
    Plan plan;
    plan.script = script::ScriptService::prepare(view.script.format, std::move(view.text),
                                                 view.script.source_form);
    plan.script.format_id = view.script.format_id;
    plan.script.original = scripts_.get_original(actor, id);
    plan.project.title = trim(title).empty() ? view.project.title : std::move(title);
    plan.project.kind = view.project.kind;
    plan.project.logline = view.project.logline;
    plan.project.language = view.project.language;
    plan.project.paper = view.project.paper;
    plan.project.metadata = view.project.metadata;
    plan.origin = {.author = actor.user, .client_id = "copy", .tag = {{"copied", id.text}}};
    return store_script(actor, plan);
}

script::ScriptRecord ImportService::store_script(const Actor& actor, Plan& plan, const With& with) {
    plan.understood = understand(plan.script.document, plan.script.outline);
    plan.ink = true;
    return store_.write([&](store::Tx& tx) {
        const auto project = store_project(tx, actor, plan);
        if (with) with(tx, project);
        return script::get_record_of(tx, actor, project.id);
    });
}

void ImportService::ensure_demo(const Actor& actor, std::string_view file_name,
                                std::string_view bytes) {
    const auto known =
        store_.read([&](store::Reader& db) { return story::has_demo(db, actor.organization); });
    if (known) return;
    const auto [import, original] = read_file(file_name, bytes);
    Plan plan;
    plan.script = script::ScriptService::prepare(import.format, import.text, import.source_form);
    plan.script.original = original;
    plan.understood = understand(plan.script.document, plan.script.outline);
    plan.ink = true;
    plan.project.title = import.title;
    plan.project.logline = title_page_value(plan.script.document, "logline");
    plan.project.kind = ProjectKind::Short;
    plan.project.demo = true;
    plan.origin = {.author = actor.user, .client_id = "demo", .tag = nullptr};
    store_.write([&](store::Tx& tx) { store_project(tx, actor, plan); });
}

}  // namespace fabula::imports
