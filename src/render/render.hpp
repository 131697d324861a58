// Frames made by image models: what is asked, of whom, and what it may cost.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "providers/calls.hpp"
#include "shots/shots.hpp"
#include "spending/spending_store.hpp"

namespace fabula {

using PromptId = Id<struct PromptTag>;

namespace render {

inline constexpr std::string_view kRenderKind = "render";
inline constexpr std::string_view kFramePrompt = "frame";
inline constexpr std::int64_t kPromptMax = 20'000;  // Code points.

// The words of a project in place of those that the program brings.
struct Prompt {
    PromptId id{};
    OrganizationId organization_id{};
    ProjectId project_id{};
    std::string name{};  // "frame"
    std::string text{};
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "prompt";
    static constexpr auto fields = FieldList{
        Field<&Prompt::id>{"id"},
        Field<&Prompt::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Prompt::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Prompt::name>{"name", {.length_max = 100}},
        Field<&Prompt::text>{"text",
                             {.visibility = Visibility::Patch,
                              .required = true,
                              .length_min = 1,
                              .length_max = kPromptMax,
                              .help = "what it names in braces is filled in"}},
        Field<&Prompt::rev>{"rev"},
        Field<&Prompt::created_at>{"created_at"},
        Field<&Prompt::updated_at>{"updated_at"}};
};

// What somebody wants made.
struct RenderWish {
    std::vector<ShotId> shot_ids;           // None: every shot without a picture of its own.
    std::optional<std::string> connection;  // None: the one chosen for the project.
    std::optional<std::string> model;
    std::optional<std::string> prompt;  // In place of the assembled one; for one shot.
    std::optional<std::int64_t> seed;
    std::int64_t count = 1;  // Candidates for each shot.

    static constexpr std::int64_t kCountMax = 4;
    static constexpr std::int64_t kShotsMax = 2000;
    static constexpr auto fields = FieldList{
        Field<&RenderWish::shot_ids>{
            "shot_ids",
            {.length_max = kShotsMax, .help = "none: every shot without a picture of its own"}},
        Field<&RenderWish::connection>{"connection", {.length_max = 100}},
        Field<&RenderWish::model>{"model", {.length_max = 300}},
        Field<&RenderWish::prompt>{
            "prompt", {.length_min = 1, .length_max = kPromptMax, .help = "for one shot"}},
        Field<&RenderWish::seed>{"seed", {.min = 0, .max = 2'147'483'647}},
        Field<&RenderWish::count>{
            "count", {.min = 1, .max = kCountMax, .help = "candidates for each shot"}}};
};

// A picture that goes along with a prompt.
struct SentPicture {
    std::string name;  // Of whom.
    AssetId asset_id;

    static constexpr auto fields =
        FieldList{Field<&SentPicture::name>{"name"}, Field<&SentPicture::asset_id>{"asset_id"}};
};

// What would be sent for one shot.
struct PlannedPicture {
    ShotId shot_id;
    std::string shot_number;
    std::string prompt;
    std::vector<SentPicture> references;

    static constexpr auto fields =
        FieldList{Field<&PlannedPicture::shot_id>{"shot_id"},
                  Field<&PlannedPicture::shot_number>{"shot_number"},
                  Field<&PlannedPicture::prompt>{"prompt", {.length_max = 200'000}},
                  Field<&PlannedPicture::references>{"references"}};
};

// What would be sent to whom, and what it is expected to cost, before anything is sent.
struct RenderPlan {
    std::optional<providers::Endpoint> to{};  // None: no provider of pictures is chosen.
    std::vector<PlannedPicture> pictures{};
    std::int64_t count = 1;
    std::optional<providers::Estimate> expected{};  // Of all together; none: unknown.
    std::vector<spending::BudgetLeft> budgets{};

    static constexpr auto fields = FieldList{
        Field<&RenderPlan::to>{"to", {.help = "null: no provider of pictures is chosen"}},
        Field<&RenderPlan::pictures>{"pictures", {.length_max = RenderWish::kShotsMax}},
        Field<&RenderPlan::count>{"count"},
        Field<&RenderPlan::expected>{"expected", {.help = "of all together; null: unknown"}},
        Field<&RenderPlan::budgets>{"budgets"}};
};

}  // namespace render
}  // namespace fabula
