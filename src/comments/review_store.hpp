// Rows of review links.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/accounts.hpp"
#include "comments/review.hpp"
#include "store/store.hpp"

namespace fabula::comments {

std::optional<ReviewLink> find_review_link(store::Reader& db, const std::string& token_hash);
// Throws NotFound where it is not of a project of the actor's, Forbidden where they may not do that
// in it.
ReviewLink get_review_link(store::Reader& db, const Actor& actor, Action action,
                           const ReviewLinkId& id);
// Those that are not revoked, newest first; `before` is the last id of the part before.
std::vector<ReviewLink> list_review_links(store::Reader& db, const ScriptId& script,
                                          const std::string& before, std::int64_t limit);
void revoke_review_link(store::Tx& tx, const ReviewLinkId& id);
void touch_review_link(store::Tx& tx, const ReviewLinkId& id);
std::int64_t count_comments_of_link(store::Reader& db, const ReviewLinkId& link);
// Whether the reviewers of the link may see the thread, where not all threads are shown to them.
bool is_of_link(store::Reader& db, const ThreadId& thread, const ReviewLinkId& link);

}  // namespace fabula::comments
