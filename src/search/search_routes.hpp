// How one searches.
#pragma once

#include "http/route.hpp"
#include "search/search_service.hpp"

namespace fabula::search {

struct AskSearch {
    std::string q;
    std::optional<SearchKind> kind;
    ProjectId project_id;
    CharacterId character_id;
    std::optional<SearchSetting> setting;
    std::int64_t limit = 0;
    std::string cursor;

    static constexpr auto fields = FieldList{
        Field<&AskSearch::q>{"q",
                             {.required = true,
                              .length_max = kQuestionMax,
                              .help = "words, \"a phrase\", -without; any text is a question"}},
        Field<&AskSearch::kind>{"kind", {.help = "all of one kind; absent: the best of each"}},
        Field<&AskSearch::project_id>{"project_id", {.help = "only in this project"}},
        Field<&AskSearch::character_id>{"character_id", {.help = "only what this character says"}},
        Field<&AskSearch::setting>{"setting", {.help = "only scenes inside, or outside"}},
        Field<&AskSearch::limit>{
            "limit",
            {.min = 0, .max = 100, .help = "absent: 5 of each kind, or 50 of the kind asked for"}},
        Field<&AskSearch::cursor>{
            "cursor", {.length_max = 20, .help = "next_cursor of the part before, of one kind"}}};
};

struct AskMentions {
    std::optional<SearchKind> kind;
    std::int64_t limit = 0;
    std::string cursor;

    static constexpr auto fields = FieldList{
        Field<&AskMentions::kind>{"kind", {.help = "all of one kind; absent: some of each"}},
        Field<&AskMentions::limit>{
            "limit",
            {.min = 0, .max = 100, .help = "absent: 5 of each kind, or 50 of the kind asked for"}},
        Field<&AskMentions::cursor>{
            "cursor", {.length_max = 20, .help = "next_cursor of the part before, of one kind"}}};
};

class SearchRoutes {
public:
    explicit SearchRoutes(SearchService& search) : search_(search) {}

    http::RouteTable table();

private:
    SearchAnswer find(http::Call& call, const AskSearch& in);
    SearchAnswer mentions_of_character(http::Call& call, const AskMentions& in);
    SearchAnswer mentions_of_item(http::Call& call, const AskMentions& in);

    SearchService& search_;
};

}  // namespace fabula::search
