#include "comments/review_service.hpp"

#include <algorithm>

#include "accounts/accounts_store.hpp"
#include "accounts/rights.hpp"
#include "accounts/token.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "comments/review_pages.hpp"
#include "comments/review_store.hpp"
#include "history/record.hpp"
#include "script/script_store.hpp"
#include "story/story_store.hpp"

namespace fabula::comments {

namespace {

constexpr std::chrono::minutes kTouchEvery{5};

// Of words that begin and end in what pages show: without what these leave out between.
std::string without_hidden(std::string text) {
    for (const auto& [open, close] : {std::pair{"[[", "]]"}, std::pair{"/*", "*/"}}) {
        for (auto from = text.find(open); from != std::string::npos; from = text.find(open, from)) {
            const auto end = text.find(close, from + 2);
            text.erase(from, end == std::string::npos ? end : end + 2 - from);
        }
    }
    std::string out;
    bool first = true;
    for (const auto line : split(text, '\n')) {
        const bool hidden = !first && (line.starts_with('#') || line.starts_with('='));
        if (!first && !hidden) out += '\n';
        if (!hidden) out += line;
        first = false;
    }
    return out;
}

ReviewThread to_review(const ThreadView& view, const PrintedText& printed) {
    const bool shown = view.gone || !view.from || printed.shows_ends({*view.from, *view.to});
    ReviewThread out{.id = view.id,
                     .quote = shown ? without_hidden(view.quote) : std::string(),
                     .proposed = view.proposed,
                     .outcome = view.outcome,
                     .from = view.from,
                     .to = view.to,
                     .version = view.version,
                     .gone = view.gone,
                     .stale = view.stale,
                     .resolved = view.resolved_at.has_value(),
                     .comments = {}};
    for (const auto& one : view.comments) {
        out.comments.push_back({.id = one.id,
                                .author_name = one.author_name,
                                .reviewer = one.reviewer,
                                .body = one.body,
                                .edited_at = one.edited_at,
                                .created_at = one.created_at});
    }
    return out;
}

}  // namespace

MadeReviewLink ReviewService::create(const Actor& actor, const ScriptId& id,
                                     const NewReviewLink& in) {
    const auto token = accounts::make_token();
    return store_.write([&](store::Tx& tx) {
        const auto script = script::get_script(tx, actor, Action::Edit, id);
        ReviewLink link{.id = {},
                        .project_id = script.project_id,
                        .script_id = script.id,
                        .label = in.label,
                        .token_hash = accounts::hash_token(token),
                        .access = in.access,
                        .all_threads = in.all_threads,
                        .created_by = actor.user,
                        .expires_at = tx.now() + std::chrono::days(in.days)};
        tx.insert(link);
        history::record(tx, actor, history::Act::Share, history::entity_of(script),
                        {{"label", link.label}, {"access", name_of(link.access)}});
        return MadeReviewLink{link, token};
    });
}

std::vector<ReviewLink> ReviewService::list(const Actor& actor, const ScriptId& id,
                                            const std::string& before, std::int64_t limit) {
    return store_.read([&](store::Reader& db) {
        const auto script = script::get_script(db, actor, Action::Edit, id);
        return list_review_links(db, script.id, before, limit);
    });
}

void ReviewService::revoke(const Actor& actor, const ReviewLinkId& id) {
    store_.write([&](store::Tx& tx) {
        const auto link = get_review_link(tx, actor, Action::Edit, id);
        revoke_review_link(tx, link.id);
        history::record(tx, actor, history::Act::Unshare,
                        {script::Script::table, link.script_id.text}, {{"label", link.label}});
    });
}

std::optional<ReviewService::Opened> ReviewService::find_opened(const std::string& token,
                                                                const std::string& address) {
    auto opened = store_.read([&](store::Reader& db) -> std::optional<Opened> {
        auto link = find_review_link(db, accounts::hash_token(token));
        if (!link || link->revoked_at || link->expires_at <= clock_.now() || !link->created_by) {
            return std::nullopt;
        }
        const auto maker = accounts::find_actor(db, *link->created_by);
        if (!maker || !accounts::can(db, *maker, Action::Edit, link->project_id)) {
            return std::nullopt;
        }
        if (!find_project_of(db, ThreadObject::Script, link->script_id.text)) return std::nullopt;
        return Opened{std::move(*link), *maker};
    });
    if (!opened) {
        throttle_.take("link " + accounts::hash_token(token), address);
        return std::nullopt;
    }
    const auto& last = opened->link.last_used_at;
    if (!last || *last + kTouchEvery < clock_.now()) {
        store_.write([&](store::Tx& tx) { touch_review_link(tx, opened->link.id); });
    }
    return opened;
}

ReviewService::Opened ReviewService::use(const std::string& token, const std::string& address) {
    auto opened = find_opened(token, address);
    if (!opened) throw AppError(Code::NotFound, PublicText{std::string(kNowhere)});
    return std::move(*opened);
}

ReviewService::Opened ReviewService::use_to_write(const std::string& token,
                                                  const std::string& address) {
    auto opened = use(token, address);
    if (opened.link.access != ReviewAccess::Comment) {
        throw AppError(Code::Forbidden, PublicText{"This link is for reading only."});
    }
    throttle_.take("review " + opened.link.id.text, address);
    return opened;
}

std::optional<ReviewOpening> ReviewService::find(const std::string& token,
                                                 const std::string& address) {
    const auto opened = find_opened(token, address);
    if (!opened) return std::nullopt;
    const auto project = store_.read([&](store::Reader& db) {
        return story::get_project(db, opened->maker, Action::View, opened->link.project_id);
    });
    return ReviewOpening{opened->link.access, project.title};
}

script::ScriptView ReviewService::view(const std::string& token, const std::string& address) {
    const auto opened = use(token, address);
    return scripts_.view_of_script(opened.maker, opened.link.script_id);
}

std::vector<ReviewThread> ReviewService::list_threads(const std::string& token,
                                                      const std::string& address,
                                                      const std::string& after,
                                                      std::int64_t limit) {
    const auto opened = use(token, address);
    ThreadQuestion question{.project = opened.link.project_id,
                            .object_kind = ThreadObject::Script,
                            .object_id = opened.link.script_id.text,
                            .after = after,
                            .limit = limit};
    if (!opened.link.all_threads) question.link = opened.link.id;
    const auto found = comments_.list(opened.maker, question);
    if (found.empty()) return {};
    const auto view = scripts_.view_of_script(opened.maker, opened.link.script_id);
    const PrintedText printed(view);
    std::vector<ReviewThread> out;
    for (const auto& one : found) out.push_back(to_review(one, printed));
    return out;
}

Reviewer ReviewService::reviewer(const Opened& opened, const std::string& name) const {
    const auto shown = trim(name);
    if (shown.empty()) invalid("name", "is needed, so that others know who speaks");
    return {.name = std::string(shown), .link = opened.link.id};
}

// A link shows no more than its pages: what it speaks of is to be seen on them.
TextRange ReviewService::checked(const PrintedText& printed, const script::ScriptView& view,
                                 const TextRange& range) {
    const auto now = store_.read([&](store::Reader& db) {
        return brought_up(db, view.script.id, range, view.script.version);
    });
    if (now.from < now.to && !printed.shows_ends({now.from, now.to})) {
        invalid("from", "is not on the pages, or to is not");
    }
    return now;
}

std::string ReviewService::read_words(const std::string& token, const std::string& address,
                                      const TextRange& range) {
    const auto opened = use(token, address);
    const auto view = scripts_.view_of_script(opened.maker, opened.link.script_id);
    const PrintedText printed(view);
    const auto now = checked(printed, view, range);
    printed.check_words({now.from, now.to});
    return printed.words({now.from, now.to});
}

ReviewThread ReviewService::create_thread(const std::string& token, const std::string& address,
                                          const ReviewerWords& words) {
    const auto opened = use_to_write(token, address);
    const auto view = scripts_.view_of_script(opened.maker, opened.link.script_id);
    const PrintedText printed(view);
    if (words.range.version <= view.script.version) {
        const auto now = checked(printed, view, words.range);
        if (words.proposed) printed.check_words({now.from, now.to});
    }
    const auto made = comments_.create_for(opened.maker, reviewer(opened, words.name),
                                           {.object_kind = ThreadObject::Script,
                                            .object_id = opened.link.script_id.text,
                                            .from = words.range.from,
                                            .to = words.range.to,
                                            .version = words.range.version,
                                            .proposed = words.proposed,
                                            .body = words.words.body,
                                            .client_key = words.words.client_key});
    return to_review(made, printed);
}

ReviewThread ReviewService::reply(const std::string& token, const std::string& address,
                                  const ThreadId& thread, const ReviewerWords& words) {
    const auto opened = use_to_write(token, address);
    const bool known = store_.read([&](store::Reader& db) {
        const auto found = get_thread(db, opened.maker, Action::View, thread);
        return found.object_kind == ThreadObject::Script &&
               found.object_id == opened.link.script_id.text &&
               (opened.link.all_threads || is_of_link(db, thread, opened.link.id));
    });
    if (!known) throw AppError(Code::NotFound, PublicText{"There is no such thread."});
    comments_.reply_for(opened.maker, reviewer(opened, words.name), thread, words.words);
    const auto view = scripts_.view_of_script(opened.maker, opened.link.script_id);
    return to_review(comments_.get(opened.maker, thread), PrintedText(view));
}

}  // namespace fabula::comments
