// How one asks for review links, and how reviewers ask by one.
#pragma once

#include "comments/review_service.hpp"
#include "http/policy.hpp"
#include "http/route.hpp"

namespace fabula::comments {

// A link as those see it who may make one. Its path is told once, when it is made.
struct ReviewLinkRow {
    ReviewLinkId id;
    ScriptId script_id;
    std::string label;
    ReviewAccess access = ReviewAccess::Read;
    bool all_threads = false;
    bool over = false;
    Time expires_at{};
    std::optional<Time> last_used_at;
    Time created_at{};
    std::string path;

    static constexpr auto fields = FieldList{
        Field<&ReviewLinkRow::id>{"id"},
        Field<&ReviewLinkRow::script_id>{"script_id"},
        Field<&ReviewLinkRow::label>{"label"},
        Field<&ReviewLinkRow::access>{"access"},
        Field<&ReviewLinkRow::all_threads>{"all_threads"},
        Field<&ReviewLinkRow::over>{"over", {.help = "it has ended"}},
        Field<&ReviewLinkRow::expires_at>{"expires_at"},
        Field<&ReviewLinkRow::last_used_at>{"last_used_at", {.help = "within minutes"}},
        Field<&ReviewLinkRow::created_at>{"created_at"},
        Field<&ReviewLinkRow::path>{"path", {.help = "told once, in the answer that makes it"}}};
};

struct ReviewPagesWanted {
    std::int64_t from = 1;
    std::int64_t limit = 20;

    static constexpr auto fields = FieldList{
        Field<&ReviewPagesWanted::from>{"from", {.min = 0, .help = "0 is the title page"}},
        Field<&ReviewPagesWanted::limit>{"limit", {.min = 1, .max = 50}}};
};

struct ReviewWordsWanted {
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t version = 0;

    static constexpr auto fields = FieldList{
        Field<&ReviewWordsWanted::from>{"from",
                                        {.required = true, .min = 0, .help = "UTF-16 units"}},
        Field<&ReviewWordsWanted::to>{"to", {.required = true, .min = 1, .help = "UTF-16 units"}},
        Field<&ReviewWordsWanted::version>{
            "version", {.required = true, .min = 0, .help = "of the text that was read"}}};
};

struct ReviewWords {
    std::string words;

    static constexpr auto fields = FieldList{Field<&ReviewWords::words>{"words"}};
};

struct NewReviewThread {
    std::string name;
    std::optional<std::string> proposed;
    std::string body;
    std::string client_key;
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t version = 0;

    static constexpr auto fields = FieldList{
        Field<&NewReviewThread::name>{"name",
                                      {.required = true,
                                       .length_min = 1,
                                       .length_max = kReviewerNameMax,
                                       .help = "of who speaks"}},
        Field<&NewReviewThread::proposed>{
            "proposed",
            {.length_max = kQuoteMax,
             .help = "makes it a suggestion: what the range is to become, maybe nothing"}},
        Field<&NewReviewThread::body>{"body",
                                      {.length_max = kBodyMax, .help = "a suggestion needs none"}},
        Field<&NewReviewThread::client_key>{"client_key",
                                            {.length_max = kClientKeyMax, .help = kClientKeyHelp}},
        Field<&NewReviewThread::from>{"from", {.required = true, .min = 0, .help = "UTF-16 units"}},
        Field<&NewReviewThread::to>{"to", {.required = true, .min = 1, .help = "UTF-16 units"}},
        Field<&NewReviewThread::version>{
            "version", {.required = true, .min = 0, .help = "of the text that was read"}}};
};

struct NewReviewComment {
    std::string name;
    std::string body;
    std::string client_key;

    static constexpr auto fields =
        FieldList{Field<&NewReviewComment::name>{"name",
                                                 {.required = true,
                                                  .length_min = 1,
                                                  .length_max = kReviewerNameMax,
                                                  .help = "of who speaks"}},
                  Field<&NewReviewComment::body>{
                      "body", {.required = true, .length_min = 1, .length_max = kBodyMax}},
                  Field<&NewReviewComment::client_key>{
                      "client_key", {.length_max = kClientKeyMax, .help = kClientKeyHelp}}};
};

class ReviewRoutes {
public:
    ReviewRoutes(ReviewService& review, const Clock& clock, const http::Policy& policy)
        : review_(review), clock_(clock), policy_(policy) {}

    http::RouteTable table();

private:
    http::Page<ReviewLinkRow> list(http::Call& call);
    ReviewLinkRow create(http::Call& call, const NewReviewLink& in);
    void revoke(http::Call& call);
    // {"version", "page_count", "pages": […]}; see review_pages.hpp.
    Json pages(http::Call& call, const ReviewPagesWanted& in);
    ReviewWords words(http::Call& call, const ReviewWordsWanted& in);
    http::Page<ReviewThread> list_threads(http::Call& call);
    ReviewThread create_thread(http::Call& call, const NewReviewThread& in);
    ReviewThread reply(http::Call& call, const NewReviewComment& in);

    [[nodiscard]] ReviewLinkRow to_row(const ReviewLink& link) const;
    [[nodiscard]] std::string address_of(const http::Call& call) const;

    ReviewService& review_;
    const Clock& clock_;
    const http::Policy& policy_;
};

}  // namespace fabula::comments
