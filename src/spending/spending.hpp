// Money: every call that may cost, as a row before its first byte leaves, and what may be spent.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "files/asset.hpp"
#include "jobs/jobs.hpp"
#include "providers/usage.hpp"

namespace fabula {

using PaidCallId = Id<struct PaidCallTag>;
using BudgetId = Id<struct BudgetTag>;

// Intent: reserved, nothing sent. Submitted: bytes may have left. Running: the provider has given
// it an id. Unknown: bytes left, and nobody can tell what became of it. Failed and Cancelled ones
// may have cost all the same.
enum class PaidCallState { Intent, Submitted, Running, Done, Failed, Unknown, Cancelled };

template <>
struct EnumNames<PaidCallState> {
    static constexpr std::array<std::string_view, 7> names{
        "intent", "submitted", "running", "done", "failed", "unknown", "cancelled"};
};

// Over which time a budget counts; days and months are those of UTC.
enum class BudgetPeriod { Day, Month, Ever };

template <>
struct EnumNames<BudgetPeriod> {
    static constexpr std::array<std::string_view, 3> names{"day", "month", "ever"};
};

namespace spending {

using providers::Money;

// One call to a provider: what was sent to whom, what came, what it cost.
struct PaidCall {
    PaidCallId id{};
    OrganizationId organization_id{};
    std::optional<ProjectId> project_id{};
    std::optional<UserId> user_id{};
    std::optional<JobId> job_id{};
    std::optional<JobItemId> job_item_id{};
    std::string purpose{};     // Kind of the job: "render".
    std::string title{};       // Of the job's item.
    std::string connection{};  // providers::Endpoint::connection_id
    std::string provider{};    // providers::Endpoint::kind
    std::string host{};
    std::string model{};
    bool local = false;  // Nothing is paid there.
    PaidCallState state = PaidCallState::Intent;
    Json ticket{};                    // providers::CallTicket
    Json request{};                   // In words: what was sent, without the bytes of pictures.
    Json result{};                    // Of a text: {"text": …}.
    AssetId asset_id{};               // The id of the file that it makes.
    std::string failure{};            // providers::CallFailure
    std::string error{};              // For the user.
    std::optional<Money> estimate{};  // The higher end.
    std::optional<Money> cost{};
    providers::CostFrom cost_from = providers::CostFrom::None;
    bool may_be_billed = false;  // Of one that gave nothing.
    // Somebody allowed another call in the place of this one, whose outcome is unknown.
    std::optional<Time> released_at{};
    std::optional<Time> sent_at{};
    std::optional<Time> finished_at{};
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "paid_call";
    static constexpr auto fields = FieldList{
        Field<&PaidCall::id>{"id"},
        Field<&PaidCall::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&PaidCall::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&PaidCall::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&PaidCall::job_id>{
            "job_id", {.references = "job", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&PaidCall::job_item_id>{
            "job_item_id",
            {.references = "job_item", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&PaidCall::purpose>{"purpose", {.length_max = 100}},
        Field<&PaidCall::title>{"title"},
        Field<&PaidCall::connection>{"connection", {.length_max = 100}},
        Field<&PaidCall::provider>{"provider", {.length_max = 100}},
        Field<&PaidCall::host>{"host", {.length_max = 300}},
        Field<&PaidCall::model>{"model", {.length_max = 300}},
        Field<&PaidCall::local>{"local"},
        Field<&PaidCall::state>{"state"},
        Field<&PaidCall::ticket>{"ticket", {.visibility = Visibility::Secret}},
        Field<&PaidCall::request>{"request"},
        Field<&PaidCall::result>{"result"},
        Field<&PaidCall::asset_id>{"asset_id"},
        Field<&PaidCall::failure>{"failure", {.length_max = 100}},
        Field<&PaidCall::error>{"error", {.length_max = 2000}},
        Field<&PaidCall::estimate>{"estimate", {.min = 0, .help = "millionths of a US dollar"}},
        Field<&PaidCall::cost>{"cost",
                               {.min = 0, .help = "millionths of a US dollar; null: unknown"}},
        Field<&PaidCall::cost_from>{"cost_from"},
        Field<&PaidCall::may_be_billed>{"may_be_billed"},
        Field<&PaidCall::released_at>{"released_at"},
        Field<&PaidCall::sent_at>{"sent_at"},
        Field<&PaidCall::finished_at>{"finished_at"},
        Field<&PaidCall::rev>{"rev"},
        Field<&PaidCall::created_at>{"created_at"},
        Field<&PaidCall::updated_at>{"updated_at"}};
};

// What may be spent: in the organization, or in one project, or by one person, or by one person in
// one project. All that fit a call hold.
struct Budget {
    BudgetId id{};
    OrganizationId organization_id{};
    std::optional<ProjectId> project_id{};
    std::optional<UserId> user_id{};
    BudgetPeriod period = BudgetPeriod::Month;
    Money amount = 0;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "budget";
    static constexpr auto fields = FieldList{
        Field<&Budget::id>{"id"},
        Field<&Budget::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Budget::project_id>{"project_id",
                                   {.visibility = Visibility::Create,
                                    .references = "project",
                                    .on_delete = OnDelete::Cascade,
                                    .indexed = true}},
        Field<&Budget::user_id>{"user_id",
                                {.visibility = Visibility::Create,
                                 .references = "app_user",
                                 .on_delete = OnDelete::Cascade,
                                 .indexed = true}},
        Field<&Budget::period>{"period", {.visibility = Visibility::Patch}},
        Field<&Budget::amount>{"amount",
                               {.visibility = Visibility::Patch,
                                .required = true,
                                .min = 0,
                                .max = 1'000'000'000'000,
                                .help = "millionths of a US dollar"}},
        Field<&Budget::rev>{"rev"},
        Field<&Budget::created_at>{"created_at"},
        Field<&Budget::updated_at>{"updated_at"}};
};

}  // namespace spending
}  // namespace fabula
