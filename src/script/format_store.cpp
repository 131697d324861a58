#include "script/format_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::script {

Format get_format(store::Reader& db, const Actor& actor, Action action, const FormatId& id) {
    auto found = db.one<Format>(store::select_from<Format>() + " WHERE id = ?", id);
    if (!found || !accounts::find_role(db, actor, found->organization_id)) {
        throw AppError(Code::NotFound, PublicText{"There is no such format."});
    }
    accounts::require(db, actor, action, found->organization_id);
    return std::move(*found);
}

std::vector<Format> list_formats(store::Reader& db, const Actor& actor, const std::string& before,
                                 std::int64_t limit) {
    if (!accounts::can(db, actor, Action::View, actor.organization)) return {};
    return db.all<Format>(
        store::select_from<Format>() +
            " WHERE organization_id = ? AND (? = '' OR id < ?) ORDER BY id DESC LIMIT ?",
        actor.organization, before, before, limit);
}

namespace {

struct FormatUse {
    FormatId format_id;
    std::int64_t script_count = 0;

    static constexpr auto fields = FieldList{Field<&FormatUse::format_id>{"format_id"},
                                             Field<&FormatUse::script_count>{"script_count"}};
};

}  // namespace

std::map<FormatId, std::int64_t> count_format_uses(store::Reader& db, const Actor& actor) {
    std::map<FormatId, std::int64_t> out;
    const auto rows = db.all<FormatUse>(
        "SELECT s.format_id AS format_id, COUNT(*) AS script_count FROM script s"
        " JOIN project p ON p.id = s.project_id"
        " WHERE p.organization_id = ? AND p.deleted_at IS NULL AND s.format_id IS NOT NULL"
        " GROUP BY s.format_id",
        actor.organization);
    for (const auto& row : rows) out.emplace(row.format_id, row.script_count);
    return out;
}

void delete_format(store::Tx& tx, const FormatId& id) {
    tx.run("DELETE FROM script_format WHERE id = ?", id);
}

std::optional<Json> find_definition(store::Reader& db, const Script& script) {
    if (!script.format_id) return std::nullopt;
    auto found = db.one<Format>(store::select_from<Format>() + " WHERE id = ?", *script.format_id);
    if (!found) return std::nullopt;
    return std::move(found->definition);
}

}  // namespace fabula::script
