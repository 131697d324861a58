// Users, the organizations that own their work, and the roles people have in them.
#pragma once

#include <chrono>

#include "base/actor.hpp"
#include "base/fields.hpp"
#include "base/json.hpp"
#include "base/paper.hpp"

namespace fabula {

enum class Role { Viewer, Editor, Admin, Owner };

template <>
struct EnumNames<Role> {
    static constexpr std::array<std::string_view, 4> names{"viewer", "editor", "admin", "owner"};
};

// What one may do with a project or with the whole organization: each asks for a role.
enum class Action { View, Edit, ManagePeople, ManageHouse };

// View: viewer; Edit: editor; ManagePeople: admin; ManageHouse: owner.
constexpr Role least_role(Action action) noexcept {
    return static_cast<Role>(action);
}

using SessionId = Id<struct SessionTag>;
using InvitationId = Id<struct InvitationTag>;

namespace accounts {

inline constexpr std::size_t kNameMax = 100;  // Of a person, characters.
// The row of a session, key or linked account is written at most this often for being used.
inline constexpr std::chrono::minutes kTouchEvery{10};

struct Organization {
    OrganizationId id;
    std::string name;
    std::string language = "en";  // BCP 47; that and paper: what new projects begin with.
    Paper paper = Paper::Letter;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "organization";
    static constexpr auto fields = FieldList{
        Field<&Organization::id>{"id"},
        Field<&Organization::name>{"name", {.visibility = Visibility::Patch, .length_min = 1}},
        Field<&Organization::language>{
            "language", {.visibility = Visibility::Patch, .length_min = 2, .length_max = 35}},
        Field<&Organization::paper>{"paper", {.visibility = Visibility::Patch}},
        Field<&Organization::rev>{"rev"},
        Field<&Organization::created_at>{"created_at"},
        Field<&Organization::updated_at>{"updated_at"}};
};

// The user of desk mode has `desk` set and no way to sign in; the first account claims it, and with
// it everything that was made at the desk. `host`: who runs this server.
inline constexpr std::size_t kLoginMax = 254;  // Code points; RFC 5321 allows as much.

struct User {
    UserId id;
    std::string name;
    bool desk = false;
    bool host = false;
    std::optional<std::string> login;          // Name or e-mail address, case-folded.
    std::optional<std::string> password_hash;  // Argon2id with its parameters.
    std::optional<std::string> language;       // Of the pages; absent: as the browser asks.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "app_user";
    static constexpr auto fields = FieldList{
        Field<&User::id>{"id"},
        Field<&User::name>{"name", {.visibility = Visibility::Patch, .length_min = 1}},
        Field<&User::desk>{"desk"},
        Field<&User::host>{"host"},
        Field<&User::login>{"login", {.length_max = kLoginMax, .unique = true}},
        Field<&User::password_hash>{"password_hash", {.visibility = Visibility::Secret}},
        Field<&User::language>{
            "language", {.visibility = Visibility::Patch, .length_min = 2, .length_max = 35}},
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
    static constexpr auto fields = FieldList{
        Field<&Membership::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Membership::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Membership::role>{"role"}, Field<&Membership::created_at>{"created_at"}};
};

// A role in one project. Who has none in the organization sees this project alone.
struct ProjectMember {
    ProjectId project_id;
    UserId user_id;
    Role role = Role::Viewer;
    Time created_at{};

    static constexpr std::string_view table = "project_member";
    static constexpr auto fields = FieldList{
        Field<&ProjectMember::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&ProjectMember::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&ProjectMember::role>{"role"}, Field<&ProjectMember::created_at>{"created_at"}};
};

// A browser that is signed in.
struct Session {
    SessionId id;
    UserId user_id;
    std::string token_hash;  // SHA-256 in hexadecimal; the token itself is in the cookie only.
    std::string device;      // What the browser calls itself, shortened.
    std::string address;     // Where it signed in from.
    Time created_at{};
    Time last_seen_at{};  // Within minutes.
    Time expires_at{};

    static constexpr std::string_view table = "session";
    static constexpr auto fields = FieldList{
        Field<&Session::id>{"id"},
        Field<&Session::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Session::token_hash>{"token_hash",
                                    {.visibility = Visibility::Secret, .unique = true}},
        Field<&Session::device>{"device"},
        Field<&Session::address>{"address"},
        Field<&Session::created_at>{"created_at"},
        Field<&Session::last_seen_at>{"last_seen_at"},
        Field<&Session::expires_at>{"expires_at", {.indexed = true}}};
};

// A link that makes whoever opens it a member, once.
struct Invitation {
    InvitationId id;
    OrganizationId organization_id;
    std::optional<ProjectId> project_id;  // Empty: of the whole organization.
    std::string token_hash;               // SHA-256 in hexadecimal; the token is in the link only.
    Role role = Role::Viewer;
    std::optional<UserId> created_by;
    Time created_at{};
    Time expires_at{};
    std::optional<Time> used_at;
    std::optional<UserId> used_by;
    std::optional<Time> revoked_at;

    static constexpr std::string_view table = "invitation";
    static constexpr auto fields = FieldList{
        Field<&Invitation::id>{"id"},
        Field<&Invitation::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Invitation::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Invitation::token_hash>{"token_hash",
                                       {.visibility = Visibility::Secret, .unique = true}},
        Field<&Invitation::role>{"role"},
        Field<&Invitation::created_by>{
            "created_by",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Invitation::created_at>{"created_at"},
        Field<&Invitation::expires_at>{"expires_at"},
        Field<&Invitation::used_at>{"used_at"},
        Field<&Invitation::used_by>{
            "used_by", {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Invitation::revoked_at>{"revoked_at"}};
};

}  // namespace accounts
}  // namespace fabula
