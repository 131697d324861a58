#include "script/script_service.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "script/format_store.hpp"
#include "script/node_rows.hpp"
#include "story/story_store.hpp"

namespace fabula::script {

screenplay::Format to_engine(ScriptFormat format) {
    static_assert(EnumNames<ScriptFormat>::names == screenplay::kFormatNames);
    return static_cast<screenplay::Format>(format);
}

ScriptFormat to_row(screenplay::Format format) {
    return static_cast<ScriptFormat>(format);
}

screenplay::Paper to_engine(Paper paper) {
    return paper == Paper::A4 ? screenplay::Paper::A4 : screenplay::Paper::Letter;
}

std::string to_stored_text(std::string_view text, const char* field) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.size() > limits::kTextBytesMax) {
        throw AppError(Code::TooLarge,
                       PublicText{"A script has at most " +
                                  std::to_string(limits::kTextBytesMax / 1'000'000) + " MB."},
                       {.field = field});
    }
    if (text.find('\0') != std::string_view::npos) invalid(field, "holds a NUL character");
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    return unify_line_ends(text);
}

PreparedScript ScriptService::prepare(ScriptFormat format, std::string text, Json source_form) {
    PreparedScript out;
    out.format = format;
    out.document = screenplay::parse_fountain(text, to_engine(format));
    out.outline = screenplay::read_outline(out.document);
    out.text = std::move(text);
    out.source_form = std::move(source_form);
    return out;
}

namespace {

// Ranks leave room between neighbours, so that a node can be put between two others.

Node to_row(const screenplay::OutlineNode& read, const Script& script, std::size_t index) {
    Node node;
    node.id = make_id<NodeId>();
    node.project_id = script.project_id;
    node.script_id = script.id;
    node.rank = static_cast<std::int64_t>(index + 1) * kRankStep;
    describe(node, read);
    return node;
}

std::vector<Node> insert_nodes(store::Tx& tx, const Script& script,
                               const screenplay::Outline& outline) {
    std::vector<Node> nodes;
    nodes.reserve(outline.nodes.size());
    for (std::size_t i = 0; i < outline.nodes.size(); ++i) {
        const auto& read = outline.nodes[i];
        auto node = to_row(read, script, i);
        if (read.parent) node.parent_id = nodes[*read.parent].id;
        tx.insert(node);
        nodes.push_back(std::move(node));
    }
    return nodes;
}

// [[owner kind, owner id, from, to], …], as snapshots keep them.
Json insert_anchors(store::Tx& tx, const Script& script, const screenplay::Outline& outline,
                    const std::vector<Node>& nodes) {
    Json all = Json::array();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto& heading = outline.nodes[i].heading;
        Anchor anchor{.id = make_id<AnchorId>(),
                      .script_id = script.id,
                      .owner_kind = "node",
                      .owner_id = nodes[i].id.text,
                      .from_offset = heading.from,
                      .to_offset = heading.to};
        all.push_back({anchor.owner_kind, anchor.owner_id, heading.from, heading.to});
        tx.insert(anchor);
    }
    return all;
}

// A ChangeSet in CodeMirror's JSON that puts `text` into an empty document.
Json insertion_of(const std::string& text) {
    Json lines = Json::array({0});
    for (const auto line : split(text, '\n')) lines.push_back(line);
    return text.empty() ? Json::array() : Json::array({lines});
}

}  // namespace

std::vector<Node> ScriptService::create(store::Tx& tx, const story::Project& project,
                                        const PreparedScript& prepared,
                                        const ChangeOrigin& origin) {
    Script script{.id = make_id<ScriptId>(),
                  .project_id = project.id,
                  .format = prepared.format,
                  .format_id = prepared.format_id,
                  .version = 1,
                  .length = static_cast<std::int64_t>(count_utf16_units(prepared.text)),
                  .source_form = prepared.source_form};
    tx.insert(script);
    auto nodes = insert_nodes(tx, script, prepared.outline);
    auto anchors = insert_anchors(tx, script, prepared.outline, nodes);
    tx.insert(ScriptChange{.script_id = script.id,
                           .version = 1,
                           .client_id = origin.client_id,
                           .client_seq = 1,
                           .author_id = origin.author,
                           .changes = insertion_of(prepared.text),
                           .tag = origin.tag,
                           .created_at = tx.now()});
    tx.insert(ScriptSnapshot{.script_id = script.id,
                             .version = 1,
                             .text = prepared.text,
                             .anchors = std::move(anchors),
                             .created_at = tx.now()});
    if (!prepared.original.empty()) {
        tx.insert(ScriptOriginal{
            .script_id = script.id, .text = prepared.original, .created_at = tx.now()});
    }
    return nodes;
}

Script ScriptService::get(const Actor& actor, const ScriptId& id) {
    return store_.read([&](store::Reader& db) { return get_script(db, actor, Action::View, id); });
}

std::string ScriptService::get_original(const Actor& actor, const ScriptId& id) {
    return store_.read([&](store::Reader& db) {
        auto found = find_original(db, get_script(db, actor, Action::View, id).id);
        return found ? std::move(found->text) : std::string();
    });
}

std::string ScriptService::get_text(const Actor& actor, const ScriptId& id) {
    return store_.read([&](store::Reader& db) {
        return read_text(db, get_script(db, actor, Action::View, id)).text;
    });
}

namespace {

ScriptView read_stored(store::Reader& db, story::Project project) {
    ScriptView view;
    view.script = get_script_of(db, project.id);
    view.project = std::move(project);
    view.text = read_text(db, view.script).text;
    if (const auto definition = find_definition(db, view.script)) {
        // A file that a later version no longer reads is laid out as its kind.
        screenplay::FormatFile file;
        if (!screenplay::read_format(*definition, file)) view.own_format = std::move(file);
    }
    for (auto& node : list_all_nodes(db, view.project.id)) {
        if (node.state == NodeState::Attached) view.nodes.push_back(std::move(node));
    }
    return view;
}

// Parsing takes milliseconds; it happens after the read transaction has ended.
ScriptView parse_stored(ScriptView view) {
    view.document = screenplay::parse_fountain(view.text, to_engine(view.script.format));
    view.outline = screenplay::read_outline(view.document);
    if (view.outline.nodes.size() != view.nodes.size()) {
        throw AppError(Code::Internal, PublicText{"The outline of the script cannot be read."},
                       {.log = "script " + view.script.id.text + ": " +
                               std::to_string(view.outline.nodes.size()) + " headings, " +
                               std::to_string(view.nodes.size()) + " attached nodes"});
    }
    return view;
}

}  // namespace

ScriptView ScriptService::view(const Actor& actor, const ProjectId& project) {
    return parse_stored(store_.read([&](store::Reader& db) {
        return read_stored(db, story::get_project(db, actor, Action::View, project));
    }));
}

ScriptView ScriptService::view_of_script(const Actor& actor, const ScriptId& id) {
    return view(actor, get(actor, id).project_id);
}

Node ScriptService::get_node(const Actor& actor, const NodeId& id) {
    return store_.read(
        [&](store::Reader& db) { return script::get_node(db, actor, Action::View, id); });
}

screenplay::Layout layout_of(const ScriptView& view, Paper paper) {
    return view.own_format
               ? screenplay::layout_for(view.document, *view.own_format, to_engine(paper))
               : screenplay::layout_for(view.document, to_engine(paper));
}

namespace {

LaidOut lay_out_as(const screenplay::Document& document, screenplay::Layout layout,
                   const PaperOptions& options) {
    LaidOut out;
    const auto paper = to_engine(options.paper);
    out.layout = std::move(layout);
    const auto numbers =
        options.scene_numbers ? screenplay::SceneNumbers::Both : screenplay::SceneNumbers::None;
    out.pages =
        screenplay::paginate(document, out.layout, {.paper = paper, .scene_numbers = numbers});
    return out;
}

}  // namespace

LaidOut lay_out(const screenplay::Document& document, const PaperOptions& options) {
    return lay_out_as(document, screenplay::layout_for(document, to_engine(options.paper)),
                      options);
}

LaidOut lay_out(const ScriptView& view, const PaperOptions& options) {
    return lay_out_as(view.document, layout_of(view, options.paper), options);
}

const screenplay::Page* find_page(const screenplay::Pages& pages, std::int64_t number) {
    if (number == 0) return pages.title_page ? &*pages.title_page : nullptr;
    if (number < 0 || number > std::ssize(pages.pages)) return nullptr;
    return &pages.pages[static_cast<std::size_t>(number - 1)];
}

}  // namespace fabula::script
