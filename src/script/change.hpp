// What a writer sends, and what everybody gets of it.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "script/script.hpp"

namespace fabula::script {

struct ChangeRequest {
    std::string client_id;        // One per editor that is open.
    std::int64_t client_seq = 0;  // Counts that client's changes: one sent twice is stored once.
    std::int64_t version = 0;     // Of the text that the change is made of.
    Json changes;                 // CodeMirror's ChangeSet.
    Json tag;                     // What kind of change it is: null where it is typing.

    static constexpr auto fields = FieldList{
        Field<&ChangeRequest::client_id>{"client_id",
                                         {.required = true, .length_min = 1, .length_max = 100}},
        Field<&ChangeRequest::client_seq>{"client_seq", {.required = true, .min = 1}},
        Field<&ChangeRequest::version>{"version", {.required = true, .min = 0}},
        Field<&ChangeRequest::changes>{"changes",
                                       {.required = true, .help = "a ChangeSet of CodeMirror"}},
        Field<&ChangeRequest::tag>{
            "tag", {.help = "an object: {\"moved\": {\"from\", \"to\", \"at\"}} and the like"}}};
};

// A change as it was taken in: it leads from version - 1 to version.
struct CommittedChange {
    std::int64_t version = 0;
    std::string client_id;
    std::int64_t client_seq = 0;
    Json changes;

    static constexpr auto fields = FieldList{Field<&CommittedChange::version>{"version"},
                                             Field<&CommittedChange::client_id>{"client_id"},
                                             Field<&CommittedChange::client_seq>{"client_seq"},
                                             Field<&CommittedChange::changes>{"changes"}};
};

struct ChangeAnswer {
    std::int64_t version = 0;             // Of the text with the change in it.
    std::vector<CommittedChange> missed;  // Between the version it was made of and its own.

    static constexpr auto fields =
        FieldList{Field<&ChangeAnswer::version>{"version"}, Field<&ChangeAnswer::missed>{"missed"}};
};

}  // namespace fabula::script
