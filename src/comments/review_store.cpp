#include "comments/review_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::comments {

std::optional<ReviewLink> find_review_link(store::Reader& db, const std::string& token_hash) {
    return db.one<ReviewLink>(store::select_from<ReviewLink>() + " WHERE token_hash = ?",
                              token_hash);
}

ReviewLink get_review_link(store::Reader& db, const Actor& actor, Action action,
                           const ReviewLinkId& id) {
    constexpr std::string_view missing = "There is no such review link.";
    auto found = db.one<ReviewLink>("SELECT " + store::columns_of<ReviewLink>("r") +
                                        " FROM review_link r JOIN project p ON p.id = r.project_id"
                                        " WHERE p.deleted_at IS NULL AND r.id = ?",
                                    id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, found->project_id, missing);
    return std::move(*found);
}

std::vector<ReviewLink> list_review_links(store::Reader& db, const ScriptId& script,
                                          const std::string& before, std::int64_t limit) {
    return db.all<ReviewLink>(store::select_from<ReviewLink>() +
                                  " WHERE script_id = ?1 AND revoked_at IS NULL"
                                  " AND (?2 = '' OR id < ?2) ORDER BY id DESC LIMIT ?3",
                              script, before, limit);
}

void revoke_review_link(store::Tx& tx, const ReviewLinkId& id) {
    tx.run("UPDATE review_link SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", tx.now(),
           id);
}

void touch_review_link(store::Tx& tx, const ReviewLinkId& id) {
    tx.run("UPDATE review_link SET last_used_at = ? WHERE id = ?", tx.now(), id);
}

std::int64_t count_comments_of_link(store::Reader& db, const ReviewLinkId& link) {
    return db.count("SELECT count(*) FROM comment WHERE review_link_id = ?", link);
}

bool is_of_link(store::Reader& db, const ThreadId& thread, const ReviewLinkId& link) {
    return db.count("SELECT count(*) FROM comment WHERE thread_id = ? AND review_link_id = ?",
                    thread, link) > 0;
}

}  // namespace fabula::comments
