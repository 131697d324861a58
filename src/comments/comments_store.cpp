#include "comments/comments_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::comments {

namespace {

struct ProjectRef {
    ProjectId id;

    static constexpr auto fields = FieldList{Field<&ProjectRef::id>{"id"}};
};

// Tables whose rows belong to a project.
std::string_view table_of(ThreadObject kind) {
    switch (kind) {
        case ThreadObject::Project: return "project";
        case ThreadObject::Script: return "script";
        case ThreadObject::Node: return "node";
        case ThreadObject::Shot: return "shot";
        case ThreadObject::Character: return "character";
    }
    return "project";
}

// With the name that the author has today.
struct CommentRow {
    CommentId id;
    ThreadId thread_id;
    std::optional<UserId> author_id;
    std::string author_name;
    std::string body;
    std::optional<Time> edited_at;
    std::optional<Time> deleted_at;
    std::optional<ReviewLinkId> review_link_id;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr auto fields = FieldList{Field<&CommentRow::id>{"id"},
                                             Field<&CommentRow::thread_id>{"thread_id"},
                                             Field<&CommentRow::author_id>{"author_id"},
                                             Field<&CommentRow::author_name>{"author_name"},
                                             Field<&CommentRow::body>{"body"},
                                             Field<&CommentRow::edited_at>{"edited_at"},
                                             Field<&CommentRow::deleted_at>{"deleted_at"},
                                             Field<&CommentRow::review_link_id>{"review_link_id"},
                                             Field<&CommentRow::rev>{"rev"},
                                             Field<&CommentRow::created_at>{"created_at"},
                                             Field<&CommentRow::updated_at>{"updated_at"}};
};

const std::string kSelectComments =
    "SELECT c.id, c.thread_id, c.author_id, coalesce(u.name, c.author_name) AS author_name,"
    " c.body, c.edited_at, c.deleted_at, c.review_link_id, c.rev, c.created_at, c.updated_at"
    " FROM comment c LEFT JOIN app_user u ON u.id = c.author_id";

CommentView to_view(const Actor& actor, CommentRow row) {
    return {.id = std::move(row.id),
            .thread_id = std::move(row.thread_id),
            .author_id = row.author_id,
            .author_name = std::move(row.author_name),
            .mine = row.author_id == actor.user,
            .reviewer = !row.author_id && row.review_link_id,
            .body = row.deleted_at ? std::string() : std::move(row.body),
            .mentions = {},
            .edited_at = row.edited_at,
            .deleted_at = row.deleted_at,
            .rev = row.rev,
            .created_at = row.created_at,
            .updated_at = row.updated_at};
}

}  // namespace

std::optional<ProjectId> find_project_of(store::Reader& db, ThreadObject kind,
                                         const std::string& id) {
    const std::string table(table_of(kind));
    const std::string sql =
        kind == ThreadObject::Project
            ? "SELECT p.id FROM project p WHERE p.id = ? AND p.deleted_at IS NULL"
            : "SELECT p.id FROM " + table +
                  " o JOIN project p ON p.id = o.project_id"
                  " WHERE o.id = ? AND p.deleted_at IS NULL";
    const auto found = db.one<ProjectRef>(sql, id);
    return found ? std::optional(found->id) : std::nullopt;
}

Thread get_thread(store::Reader& db, const Actor& actor, Action action, const ThreadId& id,
                  std::string_view missing) {
    auto found = db.one<Thread>("SELECT " + store::columns_of<Thread>("t") +
                                    " FROM comment_thread t JOIN project p ON p.id = t.project_id"
                                    " WHERE p.deleted_at IS NULL AND t.id = ?",
                                id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, found->project_id, missing);
    return std::move(*found);
}

std::vector<Thread> list_threads(store::Reader& db, const ThreadQuestion& question) {
    std::string sql = "SELECT " + store::columns_of<Thread>("t") +
                      " FROM comment_thread t WHERE t.project_id = ?1 AND t.id > ?2"
                      " AND (?3 = '' OR t.object_kind = ?3) AND (?4 = '' OR t.object_id = ?4)"
                      " AND EXISTS (SELECT 1 FROM comment c WHERE c.thread_id = t.id"
                      " AND c.deleted_at IS NULL)"
                      " AND (?6 = '' OR EXISTS (SELECT 1 FROM comment r WHERE r.thread_id = t.id"
                      " AND r.review_link_id = ?6))";
    if (question.state == ThreadState::Open) sql += " AND t.resolved_at IS NULL";
    if (question.state == ThreadState::Resolved) sql += " AND t.resolved_at IS NOT NULL";
    const std::string kind(question.object_kind ? name_of(*question.object_kind)
                                                : std::string_view());
    return db.all<Thread>(sql + " ORDER BY t.id LIMIT ?5", question.project, question.after, kind,
                          question.object_id, question.limit,
                          question.link.value_or(ReviewLinkId{}));
}

std::vector<Thread> list_open_suggestions(store::Reader& db, const ScriptId& script,
                                          std::int64_t limit) {
    return db.all<Thread>("SELECT " + store::columns_of<Thread>("t") +
                              " FROM comment_thread t WHERE t.object_kind = ? AND t.object_id = ?"
                              " AND t.proposed IS NOT NULL AND t.resolved_at IS NULL"
                              " AND EXISTS (SELECT 1 FROM comment c WHERE c.thread_id = t.id"
                              " AND c.deleted_at IS NULL) ORDER BY t.id LIMIT ?",
                          name_of(ThreadObject::Script), script, limit);
}

std::optional<Comment> find_sent(store::Reader& db, const std::string& sent_as) {
    return db.one<Comment>(store::select_from<Comment>() + " WHERE sent_as = ?", sent_as);
}

Comment get_comment(store::Reader& db, const CommentId& id) {
    auto found = db.one<Comment>(store::select_from<Comment>() + " WHERE id = ?", id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(kMissingComment)});
    return std::move(*found);
}

std::int64_t count_comments(store::Reader& db, const ThreadId& thread) {
    return db.count("SELECT count(*) FROM comment WHERE thread_id = ?", thread);
}

std::vector<CommentView> list_comments(store::Reader& db, const Actor& actor,
                                       const ThreadId& thread) {
    std::vector<CommentView> out;
    for (auto& row :
         db.all<CommentRow>(kSelectComments + " WHERE c.thread_id = ? AND c.deleted_at IS NULL"
                                              " ORDER BY c.id",
                            thread)) {
        out.push_back(to_view(actor, std::move(row)));
    }
    const auto mentions = db.all<Mention>(
        "SELECT " + store::columns_of<Mention>("m") +
            " FROM comment_mention m JOIN comment c ON c.id = m.comment_id"
            " WHERE c.thread_id = ? AND c.deleted_at IS NULL ORDER BY c.id, m.user_id",
        thread);
    auto view = out.begin();
    for (const auto& mention : mentions) {
        while (view->id != mention.comment_id) ++view;
        view->mentions.push_back({mention.user_id, mention.name});
    }
    return out;
}

CommentView view_of(store::Reader& db, const Actor& actor, const Comment& comment) {
    auto view =
        to_view(actor, db.one<CommentRow>(kSelectComments + " WHERE c.id = ?", comment.id).value());
    if (!view.deleted_at) {
        for (const auto& mention : list_mentions(db, comment.id)) {
            view.mentions.push_back({mention.user_id, mention.name});
        }
    }
    return view;
}

std::vector<Mention> list_mentions(store::Reader& db, const CommentId& comment) {
    return db.all<Mention>(store::select_from<Mention>() + " WHERE comment_id = ? ORDER BY user_id",
                           comment);
}

void put_mentions(store::Tx& tx, const CommentId& comment, const std::vector<Mention>& mentions) {
    tx.run("DELETE FROM comment_mention WHERE comment_id = ?", comment);
    for (auto mention : mentions) {
        mention.comment_id = comment;
        tx.insert(mention);
    }
}

CommentId last_seen(store::Reader& db, const ThreadId& thread, const UserId& user) {
    auto found = db.column<CommentId>(
        "SELECT comment_id FROM comment_seen WHERE thread_id = ? AND user_id = ?", thread, user);
    return found.empty() ? CommentId{} : std::move(found.front());
}

void put_seen(store::Tx& tx, const ThreadId& thread, const UserId& user, const CommentId& comment) {
    const auto seen = last_seen(tx, thread, user);
    if (comment.empty() || comment.text <= seen.text) return;
    if (seen.empty()) {
        tx.insert(Seen{thread, user, comment});
        return;
    }
    tx.run("UPDATE comment_seen SET comment_id = ? WHERE thread_id = ? AND user_id = ?", comment,
           thread, user);
}

CommentId newest_comment(store::Reader& db, const ThreadId& thread) {
    auto found = db.column<CommentId>(
        "SELECT id FROM comment WHERE thread_id = ? ORDER BY id DESC LIMIT 1", thread);
    return found.empty() ? CommentId{} : std::move(found.front());
}

UnreadCount count_unread(store::Reader& db, const ProjectId& project, const UserId& user) {
    const std::string unread =
        " FROM comment c JOIN comment_thread t ON t.id = c.thread_id"
        " LEFT JOIN comment_seen s ON s.thread_id = t.id AND s.user_id = ?1"
        " WHERE t.project_id = ?2 AND c.deleted_at IS NULL"
        " AND (c.author_id IS NULL OR c.author_id <> ?1)"
        " AND (s.comment_id IS NULL OR c.id > s.comment_id)";
    return {.comments = db.count("SELECT count(*)" + unread, user, project),
            .mentions = db.count("SELECT count(*)" + unread +
                                     " AND EXISTS (SELECT 1 FROM comment_mention m"
                                     " WHERE m.comment_id = c.id AND m.user_id = ?1)",
                                 user, project)};
}

std::optional<script::Anchor> find_anchor(store::Reader& db, const ThreadId& thread) {
    return db.one<script::Anchor>(
        store::select_from<script::Anchor>() + " WHERE owner_kind = ? AND owner_id = ?",
        kAnchorOwner, thread);
}

void put_anchor_back(store::Tx& tx, const script::Anchor& anchor, std::int64_t read_version) {
    tx.run(
        "UPDATE anchor SET from_offset = ?, to_offset = ?, version = ?"
        " WHERE id = ? AND version = ?",
        anchor.from_offset, anchor.to_offset, anchor.version, anchor.id, read_version);
}

}  // namespace fabula::comments
