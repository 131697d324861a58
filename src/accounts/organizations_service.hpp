// The organizations that somebody belongs to: made, renamed, left behind, and one of them chosen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/people_service.hpp"

namespace fabula::accounts {

inline constexpr std::int64_t kOrganizationsMax = 20;  // That one person owns.

// An organization as one of its people sees it.
struct OrganizationView {
    OrganizationId id;
    std::string name;
    std::string slug;      // "org-" and the end of its id.
    std::string language;  // That and paper: what new projects begin with.
    Paper paper = Paper::Letter;
    std::optional<UserId> owner_id;  // The first owner.
    std::optional<Role> role;        // One's own; empty for a guest of a project.
    bool current = false;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr auto fields = FieldList{
        Field<&OrganizationView::id>{"id"},
        Field<&OrganizationView::name>{"name"},
        Field<&OrganizationView::slug>{"slug"},
        Field<&OrganizationView::language>{"language", {.help = "of new projects"}},
        Field<&OrganizationView::paper>{"paper", {.help = "of new projects"}},
        Field<&OrganizationView::owner_id>{"owner_id", {.help = "the first owner"}},
        Field<&OrganizationView::role>{"role",
                                       {.help = "one's own; none for a guest of a project"}},
        Field<&OrganizationView::current>{"current", {.help = "the one that lists are of"}},
        Field<&OrganizationView::rev>{"rev"},
        Field<&OrganizationView::created_at>{"created_at"},
        Field<&OrganizationView::updated_at>{"updated_at"}};
};

struct OrganizationWish {
    std::string name;
    std::optional<std::string> language;
    std::optional<Paper> paper;

    static constexpr auto fields = FieldList{
        Field<&OrganizationWish::name>{
            "name", {.visibility = Visibility::Patch, .required = true, .length_max = 100}},
        Field<&OrganizationWish::language>{"language",
                                           {.visibility = Visibility::Patch,
                                            .length_min = 2,
                                            .length_max = 35,
                                            .help = "of new projects, as BCP 47 names it"}},
        Field<&OrganizationWish::paper>{
            "paper", {.visibility = Visibility::Patch, .help = "of new projects"}}};
};

class OrganizationService {
public:
    explicit OrganizationService(store::Store& store, OnMember on_member = {})
        : store_(store), on_member_(std::move(on_member)) {}

    // The person as they are in one of their organizations. Throws NotFound for any other.
    Actor enter(const Actor& actor, const OrganizationId& id);

    // The first one that they came to first.
    std::vector<OrganizationView> list(const Actor& actor);
    OrganizationView get(const Actor& actor, const OrganizationId& id);
    // With the actor as its owner. Throws Forbidden for a guest of a project, Conflict beyond
    // kOrganizationsMax, Invalid naming `name`.
    OrganizationView create(const Actor& actor, const OrganizationWish& in);
    // By an owner. Throws Stale where `expected_rev` is given and another.
    OrganizationView update(const Actor& actor, const OrganizationId& id,
                            const Patch<OrganizationWish>& in,
                            std::optional<std::int64_t> expected_rev);
    // By an owner. Throws Conflict while it has projects, also in the bin; for the one that the
    // server began with; and for the only one that somebody of it has.
    void remove(const Actor& actor, const OrganizationId& id);
    // Makes somebody a member whom the actor knows from another organization of theirs. Throws
    // NotFound for everybody else, Conflict for who is a member already.
    void add_member(const Actor& actor, const OrganizationId& id, const UserId& user, Role role);

private:
    store::Store& store_;
    OnMember on_member_;
};

}  // namespace fabula::accounts
