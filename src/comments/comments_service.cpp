#include "comments/comments_service.hpp"

#include <algorithm>

#include "accounts/accounts_store.hpp"
#include "accounts/people_store.hpp"
#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"
#include "comments/review_store.hpp"
#include "history/record.hpp"
#include "script/history_store.hpp"
#include "script/script_store.hpp"
#include "story/story_store.hpp"

namespace fabula::comments {

namespace {

constexpr std::size_t kMentionsMax = 100;  // In one comment; further @ are only text.

std::string checked_body(const std::string& body) {
    auto text = unify_line_ends(trim(body));
    if (text.empty()) invalid("body", "has no words in it");
    return text;
}

bool continues_a_word(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const auto next = next_code_point(text, at);
    return is_letter(next) || is_digit(next);
}

// The longest member's name that stands behind an @ there.
const accounts::Member* find_mentioned(const std::vector<accounts::Member>& by_length,
                                       std::string_view rest) {
    for (const auto& member : by_length) {
        const auto size = member.name.size();
        if (size == 0 || size > rest.size() || continues_a_word(rest, size)) continue;
        if (!is_utf8(rest.substr(0, size))) continue;
        if (fold(rest.substr(0, size)) == fold(member.name)) return &member;
    }
    return nullptr;
}

// Those who may see the project and are named in the text: "@Ada Lovelace".
std::vector<Mention> mentions_in(store::Reader& db, const ProjectId& project,
                                 std::string_view body) {
    std::vector<Mention> out;
    if (body.find('@') == std::string_view::npos) return out;
    auto members = accounts::list_members_of(db, project);
    std::ranges::stable_sort(
        members, [](const auto& a, const auto& b) { return a.name.size() > b.name.size(); });
    std::size_t tried = 0;
    for (auto at = body.find('@'); at != std::string_view::npos && tried < kMentionsMax;
         at = body.find('@', at + 1), ++tried) {
        const auto rest = body.substr(at + 1);
        const auto* found = find_mentioned(members, rest);
        if (found == nullptr) continue;
        const auto known = [&](const Mention& one) { return one.user_id == found->user_id; };
        if (std::ranges::any_of(out, known)) continue;
        out.push_back({.comment_id = {},
                       .user_id = found->user_id,
                       .name = std::string(rest.substr(0, found->name.size()))});
    }
    return out;
}

[[noreturn]] void forbid(const std::string& text) {
    throw AppError(Code::Forbidden, PublicText{text});
}

// Comment::sent_as; none where the sender made no key.
std::optional<std::string> sent_as(const Actor& actor, const Reviewer* reviewer,
                                   const std::string& key) {
    if (key.empty()) return std::nullopt;
    return (reviewer != nullptr ? reviewer->link.text : actor.user.text) + ":" + key;
}

// With what the thread is about. The words of a comment are kept in the comment alone.
void record(store::Tx& tx, const Actor& actor, history::Act act, const Thread& thread,
            const Comment* comment = nullptr) {
    Json details{{"thread_id", thread.id.text}};
    if (thread.proposed) details["suggestion"] = true;
    if (comment != nullptr) {
        details["comment_id"] = comment->id.text;
        if (comment->review_link_id) details["reviewer"] = comment->author_name;
    }
    history::record(tx, actor, act, {name_of(thread.object_kind), thread.object_id},
                    std::move(details));
}

Comment insert_reviewers_comment(store::Tx& tx, const Reviewer& reviewer, const Thread& thread,
                                 const NewComment& in) {
    if (count_comments_of_link(tx, reviewer.link) >= kCommentsOfLink) {
        throw AppError(Code::Conflict,
                       PublicText{"This link has taken as many comments as it may."});
    }
    Comment comment{.id = {},
                    .thread_id = thread.id,
                    .author_name = reviewer.name,
                    .body = in.body,
                    .review_link_id = reviewer.link,
                    .sent_as = sent_as({}, &reviewer, in.client_key)};
    tx.insert(comment);
    record(tx, Actor{}, history::Act::Comment, thread, &comment);
    return comment;
}

Comment insert_comment(store::Tx& tx, const Actor& actor, const Reviewer* reviewer,
                       const Thread& thread, const NewComment& in) {
    if (reviewer != nullptr) return insert_reviewers_comment(tx, *reviewer, thread, in);
    Comment comment{.id = {},
                    .thread_id = thread.id,
                    .author_id = actor.user,
                    .author_name = accounts::find_name(tx, actor.user),
                    .body = in.body,
                    .sent_as = sent_as(actor, nullptr, in.client_key)};
    tx.insert(comment);
    put_mentions(tx, comment.id, mentions_in(tx, thread.project_id, in.body));
    put_seen(tx, thread.id, actor.user, comment.id);
    record(tx, actor, history::Act::Comment, thread, &comment);
    return comment;
}

// The stretch of text that a new thread is about, with its words.
struct Spoken {
    TextRange range;
    std::string quote;
};

// What was suggested instead of some words is for these alone.
void check_suggestion(store::Reader& db, const script::Script& script, const NewThread& in,
                      const Spoken& spoken) {
    const auto length = static_cast<std::size_t>(spoken.range.to - spoken.range.from);
    if (count_utf16_units(spoken.quote) != length) {
        invalid("to", "is too far away: a suggestion replaces at most " +
                          std::to_string(kQuoteMax) + " characters");
    }
    if (*in.proposed == spoken.quote) invalid("proposed", "is what stands there already");
    if (in.version && *in.version < script.version) {
        const auto seen = script::read_text_of(db, script.id, *in.version, *in.version).text;
        if (quote_of(seen, {*in.from, *in.to, *in.version}) != spoken.quote) {
            throw AppError(Code::Conflict, PublicText{"Somebody changed these words meanwhile. "
                                                      "Read the text again."});
        }
    }
}

Spoken read_spoken(store::Reader& db, const Actor& actor, const NewThread& in) {
    if (!in.from || !in.to) {
        invalid(in.from ? "to" : "from", "is needed for a thread on the text of a script");
    }
    if (*in.from >= *in.to) invalid("to", "must be behind from");
    const auto script = script::get_script(db, actor, Action::View, ScriptId{in.object_id});
    TextRange range{*in.from, *in.to, in.version.value_or(script.version)};
    if (range.version > script.version) {
        throw AppError(Code::Conflict,
                       PublicText{"The script has no version " + std::to_string(range.version) +
                                  " yet; it is at " + std::to_string(script.version) + "."});
    }
    range = brought_up(db, script.id, range, script.version);
    if (range.from == range.to) {
        throw AppError(Code::Conflict,
                       PublicText{"Somebody deleted these words meanwhile. Read the text again."});
    }
    Spoken spoken{range, quote_of(script::read_text(db, script).text, range)};
    if (in.proposed) check_suggestion(db, script, in, spoken);
    return spoken;
}

}  // namespace

std::vector<ThreadView> CommentsService::view(const Actor& actor,
                                              const std::vector<Thread>& threads, store::Reader& db,
                                              std::vector<Healing>& healed) {
    std::vector<ThreadView> out;
    for (const auto& thread : threads) {
        ThreadView view{.id = thread.id,
                        .project_id = thread.project_id,
                        .object_kind = thread.object_kind,
                        .object_id = thread.object_id,
                        .quote = thread.quote,
                        .proposed = thread.proposed,
                        .outcome = thread.outcome,
                        .resolved_at = thread.resolved_at,
                        .resolved_by = thread.resolved_by,
                        .comments = list_comments(db, actor, thread.id),
                        .row_rev = thread.rev,
                        .created_at = thread.created_at,
                        .updated_at = thread.updated_at};
        const auto seen = last_seen(db, thread.id, actor.user);
        view.unread_count = std::ranges::count_if(view.comments, [&](const CommentView& one) {
            return !one.mine && one.id.text > seen.text;
        });
        out.push_back(std::move(view));
    }
    healed = place_threads(db, out);
    return out;
}

void CommentsService::heal(const std::vector<Healing>& healed) {
    if (healed.empty()) return;
    store_.write([&](store::Tx& tx) {
        for (const auto& one : healed) put_anchor_back(tx, one.anchor, one.read_version);
    });
}

std::vector<ThreadView> CommentsService::list(const Actor& actor, const ThreadQuestion& question) {
    std::vector<Healing> healed;
    auto found = store_.read([&](store::Reader& db) {
        auto asked = question;
        asked.project = story::get_project(db, actor, Action::View, question.project).id;
        return view(actor, list_threads(db, asked), db, healed);
    });
    heal(healed);
    return found;
}

std::vector<ThreadView> CommentsService::list_of_object(const Actor& actor,
                                                        ThreadQuestion question) {
    const auto project = store_.read([&](store::Reader& db) {
        return find_project_of(db, *question.object_kind, question.object_id);
    });
    if (!project) throw AppError(Code::NotFound, PublicText{"There is nothing here."});
    question.project = *project;
    return list(actor, question);
}

ThreadView CommentsService::get(const Actor& actor, const ThreadId& id) {
    std::vector<Healing> healed;
    auto found = store_.read([&](store::Reader& db) {
        return view(actor, {get_thread(db, actor, Action::View, id)}, db, healed);
    });
    heal(healed);
    return std::move(found.front());
}

ThreadView CommentsService::create(const Actor& actor, const NewThread& in) {
    return begin(actor, nullptr, in);
}

ThreadView CommentsService::create_for(const Actor& maker, const Reviewer& reviewer,
                                       const NewThread& in) {
    return begin(maker, &reviewer, in);
}

namespace {

// As it is stored; a suggestion says what it has to say by its words.
NewThread checked(const NewThread& in) {
    auto out = in;
    out.body = in.proposed && trim(in.body).empty() ? std::string() : checked_body(in.body);
    const bool on_text = in.object_kind == ThreadObject::Script;
    if (!on_text && (in.from || in.to)) invalid("from", "is only for the text of a script");
    if (!in.proposed) return out;
    if (!on_text) invalid("proposed", "is only for the text of a script");
    if (in.proposed->find('\0') != std::string::npos) {
        invalid("proposed", "holds a NUL character");
    }
    out.proposed = unify_line_ends(*in.proposed);
    return out;
}

}  // namespace

ThreadView CommentsService::begin(const Actor& actor, const Reviewer* reviewer,
                                  const NewThread& wanted) {
    const auto in = checked(wanted);
    const auto key = sent_as(actor, reviewer, in.client_key);
    const auto sent = [&](store::Reader& db) { return key ? find_sent(db, *key) : std::nullopt; };
    if (const auto known = store_.read(sent)) return get(actor, known->thread_id);
    const bool on_text = in.object_kind == ThreadObject::Script;
    std::optional<Spoken> spoken;
    if (on_text) {
        spoken = store_.read([&](store::Reader& db) { return read_spoken(db, actor, in); });
    }
    const auto made = store_.write([&](store::Tx& tx) {
        if (const auto known = sent(tx)) {
            return get_thread(tx, actor, Action::View, known->thread_id);
        }
        const auto project = find_project_of(tx, in.object_kind, in.object_id);
        if (!project) throw AppError(Code::NotFound, PublicText{"There is nothing here."});
        accounts::require(tx, actor, Action::View, *project);
        Thread thread{.id = {},
                      .project_id = *project,
                      .object_kind = in.object_kind,
                      .object_id = in.object_id,
                      .quote = spoken ? spoken->quote : std::string(),
                      .proposed = in.proposed,
                      .author_id = reviewer == nullptr ? std::optional(actor.user) : std::nullopt};
        tx.insert(thread);
        if (spoken) {
            tx.insert(script::Anchor{.id = make_id<AnchorId>(),
                                     .script_id = ScriptId{in.object_id},
                                     .owner_kind = std::string(kAnchorOwner),
                                     .owner_id = thread.id.text,
                                     .from_offset = spoken->range.from,
                                     .to_offset = spoken->range.to,
                                     .version = spoken->range.version});
        }
        insert_comment(tx, actor, reviewer, thread, {in.body, in.client_key});
        return thread;
    });
    tell(actor, made);
    return get(actor, made.id);
}

ThreadView CommentsService::set_resolved(const Actor& actor, const ThreadId& id, bool resolved,
                                         std::optional<std::int64_t> expected_rev) {
    const auto changed = store_.write([&](store::Tx& tx) {
        auto thread = get_thread(tx, actor, Action::View, id);
        if (thread.author_id != actor.user) get_thread(tx, actor, Action::Edit, id);
        check_rev(thread.rev, expected_rev, "this thread");
        if (thread.resolved_at.has_value() == resolved) return thread;
        thread.resolved_at = resolved ? std::optional(tx.now()) : std::nullopt;
        thread.resolved_by = resolved ? std::optional(actor.user) : std::nullopt;
        thread.outcome =
            resolved && thread.proposed ? std::optional(Outcome::Refused) : std::nullopt;
        tx.update(thread);
        record(tx, actor, resolved ? history::Act::Resolve : history::Act::Reopen, thread);
        return thread;
    });
    tell(actor, changed);
    return get(actor, id);
}

CommentView CommentsService::reply(const Actor& actor, const ThreadId& thread,
                                   const NewComment& in) {
    return answer(actor, nullptr, thread, in);
}

CommentView CommentsService::reply_for(const Actor& maker, const Reviewer& reviewer,
                                       const ThreadId& thread, const NewComment& in) {
    return answer(maker, &reviewer, thread, in);
}

CommentView CommentsService::answer(const Actor& actor, const Reviewer* reviewer,
                                    const ThreadId& thread, const NewComment& in) {
    const NewComment checked{checked_body(in.body), in.client_key};
    const auto key = sent_as(actor, reviewer, in.client_key);
    std::optional<Thread> told;
    auto made = store_.write([&](store::Tx& tx) {
        told = get_thread(tx, actor, Action::View, thread);
        const auto known = key ? find_sent(tx, *key) : std::nullopt;
        if (known && known->thread_id != thread) {
            invalid("client_key", "was of a comment in another thread");
        }
        if (known) return view_of(tx, actor, *known);
        if (count_comments(tx, thread) >= kCommentsOfThread) {
            throw AppError(Code::Conflict, PublicText{"This thread is full. Begin another one."});
        }
        return view_of(tx, actor, insert_comment(tx, actor, reviewer, *told, checked));
    });
    tell(actor, *told);
    return made;
}

CommentView CommentsService::change(
    const Actor& actor, const CommentId& id,
    const std::function<void(store::Tx&, const Thread&, Comment&)>& work) {
    std::optional<Thread> told;
    auto changed = store_.write([&](store::Tx& tx) {
        auto comment = get_comment(tx, id);
        told = get_thread(tx, actor, Action::View, comment.thread_id, kMissingComment);
        work(tx, *told, comment);
        tx.update(comment);
        return view_of(tx, actor, comment);
    });
    tell(actor, *told);
    return changed;
}

CommentView CommentsService::edit(const Actor& actor, const CommentId& id, const std::string& body,
                                  std::optional<std::int64_t> expected_rev) {
    const auto text = checked_body(body);
    return change(actor, id, [&](store::Tx& tx, const Thread& thread, Comment& comment) {
        if (comment.author_id != actor.user) forbid("Only who wrote a comment may change it.");
        if (comment.deleted_at) throw_stale("this comment");
        check_rev(comment.rev, expected_rev, "this comment");
        comment.body = text;
        comment.edited_at = tx.now();
        put_mentions(tx, id, mentions_in(tx, thread.project_id, text));
        record(tx, actor, history::Act::ChangeComment, thread, &comment);
    });
}

void CommentsService::remove(const Actor& actor, const CommentId& id) {
    change(actor, id, [&](store::Tx& tx, const Thread& thread, Comment& comment) {
        if (comment.author_id != actor.user &&
            !accounts::can(tx, actor, Action::ManagePeople, thread.project_id)) {
            forbid("Only who wrote a comment, or an admin, may delete it.");
        }
        if (comment.deleted_at) return;
        comment.deleted_at = tx.now();
        comment.deleted_by = actor.user;
        record(tx, actor, history::Act::DeleteComment, thread, &comment);
    });
}

CommentView CommentsService::restore(const Actor& actor, const CommentId& id) {
    return change(actor, id, [&](store::Tx& tx, const Thread& thread, Comment& comment) {
        if (comment.deleted_by != actor.user &&
            !accounts::can(tx, actor, Action::ManagePeople, thread.project_id)) {
            forbid("Only who deleted a comment, or an admin, may restore it.");
        }
        comment.deleted_at.reset();
        comment.deleted_by.reset();
        record(tx, actor, history::Act::RestoreComment, thread, &comment);
    });
}

void CommentsService::mark_seen(const Actor& actor, const ThreadId& id) {
    store_.write([&](store::Tx& tx) {
        get_thread(tx, actor, Action::View, id);
        put_seen(tx, id, actor.user, newest_comment(tx, id));
    });
}

UnreadCount CommentsService::count_unread(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::View, project);
        return comments::count_unread(db, found.id, actor.user);
    });
}

void CommentsService::tell(const Actor& actor, const Thread& thread) const {
    if (listener_) listener_(actor, thread);
}

}  // namespace fabula::comments
