// What one can do with review links, and what reviewers can do by one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/throttle.hpp"
#include "comments/comments_service.hpp"
#include "comments/review.hpp"
#include "comments/review_pages.hpp"
#include "script/script_service.hpp"

namespace fabula::comments {

struct NewReviewLink {
    std::string label;
    ReviewAccess access = ReviewAccess::Comment;
    bool all_threads = false;
    std::int64_t days = kReviewDays;

    static constexpr auto fields = FieldList{
        Field<&NewReviewLink::label>{"label", {.length_max = 200, .help = "whom it is for"}},
        Field<&NewReviewLink::access>{"access"},
        Field<&NewReviewLink::all_threads>{
            "all_threads",
            {.help = "show all threads of the script, not only those begun or answered by it"}},
        Field<&NewReviewLink::days>{
            "days", {.min = 1, .max = kReviewDaysMax, .help = "until it ends; absent: 30"}}};
};

// A link with its token, which is told once.
struct MadeReviewLink {
    ReviewLink link;
    std::string token;
};

// What somebody writes who came by a link.
struct ReviewerWords {
    std::string name;
    NewComment words;
    TextRange range{};                      // Of a new thread.
    std::optional<std::string> proposed{};  // Of a suggestion.
};

// The same for all, so that nobody learns which links there were.
inline constexpr std::string_view kNowhere =
    "This review link leads nowhere: it has ended, was taken back, or is not whole. Ask whoever "
    "sent"
    " it for another one.";

// What the page of a link begins with.
struct ReviewOpening {
    ReviewAccess access = ReviewAccess::Read;
    std::string title;  // Of the project.
};

class ReviewService {
public:
    ReviewService(store::Store& store, const Clock& clock, CommentsService& comments,
                  script::ScriptService& scripts)
        : store_(store), clock_(clock), comments_(comments), scripts_(scripts), throttle_(clock) {}

    // Editors of the project make, see and revoke its links.
    MadeReviewLink create(const Actor& actor, const ScriptId& script, const NewReviewLink& in);
    std::vector<ReviewLink> list(const Actor& actor, const ScriptId& script,
                                 const std::string& before, std::int64_t limit);
    void revoke(const Actor& actor, const ReviewLinkId& id);

    // What follows is asked with the token of a link alone. It leads nowhere where it is revoked,
    // over, unknown, or where its maker may not edit the script any more. An address that tries
    // many of these is slowed: TooMany.
    std::optional<ReviewOpening> find(const std::string& token, const std::string& address);
    // The following throw NotFound with kNowhere for such a link.
    script::ScriptView view(const std::string& token, const std::string& address);
    // In the order of their making, behind `after`.
    std::vector<ReviewThread> list_threads(const std::string& token, const std::string& address,
                                           const std::string& after, std::int64_t limit);
    // The words of a range as the text has them, for a suggestion. Throws Invalid where they hold
    // what is not printed, or go beyond a line: a link shows no more than its pages.
    std::string read_words(const std::string& token, const std::string& address,
                           const TextRange& range);
    // Throws Forbidden where the link is for reading only, TooMany where somebody writes too fast.
    ReviewThread create_thread(const std::string& token, const std::string& address,
                               const ReviewerWords& words);
    ReviewThread reply(const std::string& token, const std::string& address, const ThreadId& thread,
                       const ReviewerWords& words);

private:
    struct Opened {
        ReviewLink link;
        Actor maker;  // In whose name the link reads.
    };
    std::optional<Opened> find_opened(const std::string& token, const std::string& address);
    Opened use(const std::string& token, const std::string& address);
    Opened use_to_write(const std::string& token, const std::string& address);
    Reviewer reviewer(const Opened& opened, const std::string& name) const;
    TextRange checked(const PrintedText& printed, const script::ScriptView& view,
                      const TextRange& range);

    store::Store& store_;
    const Clock& clock_;
    CommentsService& comments_;
    script::ScriptService& scripts_;
    accounts::Throttle throttle_;
};

}  // namespace fabula::comments
