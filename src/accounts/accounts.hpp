// Users and the organizations that own their work.
#pragma once

#include "base/actor.hpp"
#include "base/fields.hpp"
#include "base/json.hpp"

namespace fabula {

enum class Role { Viewer, Editor, Admin, Owner };

template <>
struct EnumNames<Role> {
    static constexpr std::array<std::string_view, 4> names{"viewer", "editor", "admin", "owner"};
};

namespace accounts {

struct Organization {
    OrganizationId id;
    std::string name;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "organization";
    static constexpr auto fields = std::tuple{
        Field<&Organization::id>{"id"},
        Field<&Organization::name>{"name", {.visibility = Visibility::Patch, .length_min = 1}},
        Field<&Organization::rev>{"rev"}, Field<&Organization::created_at>{"created_at"},
        Field<&Organization::updated_at>{"updated_at"}};
};

// The user of desk mode has `desk` set and no way to sign in; the first account claims it.
struct User {
    UserId id;
    std::string name;
    bool desk = false;
    bool host = false;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "app_user";
    static constexpr auto fields =
        std::tuple{Field<&User::id>{"id"},
                   Field<&User::name>{"name", {.visibility = Visibility::Patch, .length_min = 1}},
                   Field<&User::desk>{"desk"},
                   Field<&User::host>{"host"},
                   Field<&User::rev>{"rev"},
                   Field<&User::created_at>{"created_at"},
                   Field<&User::updated_at>{"updated_at"}};
};

struct Membership {
    OrganizationId organization_id;
    UserId user_id;
    Role role = Role::Viewer;
    Time created_at{};

    static constexpr std::string_view table = "membership";
    static constexpr auto fields = std::tuple{
        Field<&Membership::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Membership::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Membership::role>{"role"}, Field<&Membership::created_at>{"created_at"}};
};

}  // namespace accounts
}  // namespace fabula
