// Beats: what should happen where in a story, as a share of its whole length.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "script/script.hpp"

namespace fabula {

using BeatId = Id<struct BeatTag>;

namespace outline {

struct Beat {
    BeatId id;
    ProjectId project_id;
    std::int64_t rank = 0;
    std::string label;
    std::string template_abbr;  // "STC", where it came from a template.
    std::string description;
    std::optional<NodeId> from_container_id;  // Where it happens: from this node to that one.
    std::optional<NodeId> to_container_id;
    double pct_from = 0;
    double pct_to = 0;
    std::string color;
    std::string notes;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "beat";
    static constexpr auto fields = FieldList{
        Field<&Beat::id>{"id"},
        Field<&Beat::project_id>{"project_id",
                                 {.visibility = Visibility::Create,
                                  .required = true,
                                  .references = "project",
                                  .on_delete = OnDelete::Cascade,
                                  .indexed = true}},
        Field<&Beat::rank>{"rank"},
        Field<&Beat::label>{"label",
                            {.visibility = Visibility::Patch,
                             .required = true,
                             .length_min = 1,
                             .length_max = 200}},
        Field<&Beat::template_abbr>{"template_abbr",
                                    {.visibility = Visibility::Patch, .length_max = 20}},
        Field<&Beat::description>{"description",
                                  {.visibility = Visibility::Patch, .length_max = 20'000}},
        Field<&Beat::from_container_id>{"from_container_id",
                                        {.visibility = Visibility::Patch,
                                         .references = "node",
                                         .on_delete = OnDelete::SetNull,
                                         .indexed = true,
                                         .help = "the node where it begins"}},
        Field<&Beat::to_container_id>{"to_container_id",
                                      {.visibility = Visibility::Patch,
                                       .references = "node",
                                       .on_delete = OnDelete::SetNull,
                                       .indexed = true,
                                       .help = "the node where it ends"}},
        Field<&Beat::pct_from>{"pct_from", {.visibility = Visibility::Patch, .help = "0 to 100"}},
        Field<&Beat::pct_to>{"pct_to", {.visibility = Visibility::Patch, .help = "0 to 100"}},
        Field<&Beat::color>{"color", {.visibility = Visibility::Patch, .length_max = 40}},
        Field<&Beat::notes>{"notes", {.visibility = Visibility::Patch, .length_max = 20'000}},
        Field<&Beat::rev>{"rev"},
        Field<&Beat::created_at>{"created_at"},
        Field<&Beat::updated_at>{"updated_at"}};
};

// A set of beats that a project may begin with: templates/beats/, texts in one language.
struct BeatTemplate {
    std::string id;
    std::string abbr;
    std::string name;
    Json beats;  // [{label, description, pct_from, pct_to}], in order.

    static constexpr auto fields = FieldList{
        Field<&BeatTemplate::id>{"id"}, Field<&BeatTemplate::abbr>{"abbr"},
        Field<&BeatTemplate::name>{"name"},
        Field<&BeatTemplate::beats>{"beats", {.help = "[{label, description, pct_from, pct_to}]"}}};
};

std::vector<BeatTemplate> beat_templates(std::string_view language);
// Throws Invalid, field "template", for a name that there is none of.
BeatTemplate get_beat_template(std::string_view id, std::string_view language);

}  // namespace outline
}  // namespace fabula
