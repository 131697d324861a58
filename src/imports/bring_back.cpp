// A script that went out and comes back changed, into the project that it came from.
#include "base/error.hpp"
#include "imports/decide.hpp"
#include "imports/imports_store.hpp"
#include "screenplay/fountain.hpp"
#include "script/script_store.hpp"

namespace fabula::imports {

namespace {

void check_open(const Import& import) {
    if (import.state == ImportState::Confirmed) {
        throw AppError(Code::Conflict, PublicText{"This import has become a project already."});
    }
}

void check_format(const Import& import, ScriptFormat format) {
    if (import.format == format) return;
    invalid("import_id", "is a " + std::string(name_of(import.format)) + "; the script is a " +
                             std::string(name_of(format)));
}

}  // namespace

script::Comparison ImportService::compare(const Actor& actor, const ImportId& id,
                                          const ProjectId& project) {
    const auto import = get(actor, id);
    check_open(import);
    const auto view = scripts_.view(actor, project);
    check_format(import, view.script.format);
    const auto outline = screenplay::read_outline(
        screenplay::parse_fountain(import.text, script::to_engine(import.format)));
    const script::CutText before(view.text, view.outline);
    const script::CutText after(import.text, outline);
    auto out = script::compare_texts(before, after, script::match_texts(before, after));
    out.from = out.to = view.script.version;
    return out;
}

script::ScriptRecord ImportService::apply(const Actor& actor, const ImportId& id,
                                          const ProjectId& project, const BroughtBack& wanted) {
    const auto import = get(actor, id);
    check_open(import);
    check_decisions(import, wanted.decisions);
    if (!wanted.version && !wanted.choice.empty()) {
        invalid("version",
                "is missing: a choice of scenes holds for the version that was compared");
    }
    const auto record =
        store_.read([&](store::Reader& db) { return script::get_record_of(db, actor, project); });
    store_.read([&](store::Reader& db) { script::get_script(db, actor, Action::Edit, record.id); });
    check_format(import, record.format);
    const auto text = decide(import, wanted.decisions).text;
    const Json tag{{"imported", import.file_name}};
    if (wanted.version) {
        edits_.take_text(actor, record.id, "import", tag, text, *wanted.version, wanted.choice);
    } else {
        edits_.replace_text(actor, record.id, "import", tag,
                            [&](const script::StandingScript&) { return text; });
    }
    // Should this not be reached, the same import can be applied again and changes nothing more.
    return store_.write([&](store::Tx& tx) {
        auto row = get_import(tx, actor, Action::Edit, id);
        check_open(row);
        if (const auto original = get_original(tx, row.id); !original.empty()) {
            script::put_original(tx, record.id, original);
            delete_original(tx, row.id);
        }
        row.state = ImportState::Confirmed;
        row.project_id = record.project_id;
        row.text.clear();
        tx.update(row);
        return script::get_record(tx, actor, record.id);
    });
}

}  // namespace fabula::imports
