// What one can do with scripts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/format_file.hpp"
#include "screenplay/outline.hpp"
#include "screenplay/paginate.hpp"
#include "script/script_store.hpp"
#include "store/store.hpp"

namespace fabula::script {

// Everything that a text says, read before anything is stored.
struct PreparedScript {
    ScriptFormat format = ScriptFormat::Screenplay;
    std::optional<FormatId> format_id;
    std::string text;
    Json source_form;
    std::string original;  // The Final Draft file that the text came from; else empty.
    screenplay::Document document;
    screenplay::Outline outline;
};

// A script as it stands: what is stored and what its text says.
struct ScriptView {
    story::Project project;
    Script script;
    std::string text;
    screenplay::Document document;
    screenplay::Outline outline;
    // Attached nodes; entry i belongs to outline.nodes[i].
    std::vector<Node> nodes;
    // The organization's own format that the script has; else the built-in one of its kind.
    std::optional<screenplay::FormatFile> own_format;
};

// Who a new version comes from.
struct ChangeOrigin {
    std::optional<UserId> author;
    std::string client_id;  // "import", "demo"
    Json tag;
};

screenplay::Format to_engine(ScriptFormat format);
ScriptFormat to_row(screenplay::Format format);
screenplay::Paper to_engine(Paper paper);

// Text that a caller gives in full, as it is stored. Throws Invalid, naming the field, for a NUL
// character and for more than limits::kTextBytesMax.
std::string to_stored_text(std::string_view text, const char* field);

class ScriptService {
public:
    explicit ScriptService(store::Store& store) : store_(store) {}

    // Parses outside any transaction.
    static PreparedScript prepare(ScriptFormat format, std::string text, Json source_form);

    // Stores version 1 of a project's script with its snapshot, nodes and anchors. The nodes come
    // back in outline order with their rows' ids.
    std::vector<Node> create(store::Tx& tx, const story::Project& project,
                             const PreparedScript& prepared, const ChangeOrigin& origin);

    Script get(const Actor& actor, const ScriptId& id);
    std::string get_text(const Actor& actor, const ScriptId& id);
    // The Final Draft file that the script came from; else empty.
    std::string get_original(const Actor& actor, const ScriptId& id);
    ScriptView view(const Actor& actor, const ProjectId& project);
    ScriptView view_of_script(const Actor& actor, const ScriptId& id);

    Node get_node(const Actor& actor, const NodeId& id);

private:
    store::Store& store_;
};

// How a script is put on paper.
struct PaperOptions {
    Paper paper = Paper::Letter;
    bool scene_numbers = false;  // In both margins.
};

struct LaidOut {
    screenplay::Layout layout;
    screenplay::Pages pages;
};

screenplay::Layout layout_of(const ScriptView& view, Paper paper);
LaidOut lay_out(const screenplay::Document& document, const PaperOptions& options);
LaidOut lay_out(const ScriptView& view, const PaperOptions& options);

// 1 is the first body page, 0 the title page; null where there is none.
const screenplay::Page* find_page(const screenplay::Pages& pages, std::int64_t number);

}  // namespace fabula::script
