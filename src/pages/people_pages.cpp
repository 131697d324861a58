#include "pages/people_pages.hpp"

#include <algorithm>
#include <array>

#include "accounts/house_gatekeeper.hpp"
#include "base/text.hpp"
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

constexpr std::array<Role, 4> kRoles{Role::Viewer, Role::Editor, Role::Admin, Role::Owner};

}  // namespace

Paper usual_paper(std::string_view accept_language) {
    // Where letter paper is the usual one (CLDR, paper sizes by territory).
    constexpr std::array<std::string_view, 12> letter{"us", "ca", "mx", "ph", "cl", "co",
                                                      "cr", "gt", "ni", "pa", "pr", "ve"};
    for (const auto entry : split(accept_language, ',')) {
        const auto tag = to_lower_ascii(trim(entry.substr(0, entry.find(';'))));
        const auto dash = tag.rfind('-');
        if (dash == std::string::npos) continue;
        const auto territory = std::string_view(tag).substr(dash + 1);
        const bool known = std::ranges::find(letter, territory) != letter.end();
        return known ? Paper::Letter : Paper::A4;
    }
    return Paper::A4;
}

std::string safe_next(std::string_view next) {
    const bool plain = std::ranges::none_of(next, [](char c) {
        return c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    if (!plain || !next.starts_with('/') || next.starts_with("//")) return "/";
    return std::string(next);
}

http::RouteTable PeoplePages::table() {
    using enum http::Access;
    // clang-format off
    return {
        page_route("/setup",                  "show_setup",   Anyone, "Make the first account of a house.", "pages/setup.html",  &PeoplePages::setup,  this),
        page_route("/login",                  "show_login",   Anyone, "Sign in.",                           "pages/login.html",  &PeoplePages::login,  this, {.query = {"next"}}),
        page_route("/signup",                 "show_sign_up", Anyone, "Make an account.",                   "pages/signup.html", &PeoplePages::sign_up, this),
        page_route("/reset/{token}",          "show_reset",   Anyone, "Choose a new password by a link.",   "pages/reset.html",  &PeoplePages::reset,  this),
        page_route("/invite/{token}",         "show_invite",  Anyone, "Join by an invitation.",             "pages/invite.html", &PeoplePages::invite, this),
        page_route("/me",                     "show_me",      Member, "One's own account.",                 "pages/me.html",     &PeoplePages::me,     this),
        page_route("/people",                 "show_people",  Member, "Who belongs to the house.",          "pages/people.html", &PeoplePages::people, this),
        page_route("/p/{project_id}/people",  "show_project_people", Viewer, "Who may see a project.",      "pages/people.html", &PeoplePages::project_people, this),
    };
    // clang-format on
}

std::string PeoplePages::language(const http::Call& call) const {
    return from_.texts.choose(http::wanted_languages(call.request));
}

http::PageAnswer PeoplePages::setup(http::Call& call) {
    if (from_.sign_in.has_accounts()) return http::PageAnswer::redirect("/");
    const bool at_desk = !call.actor.anonymous();
    const auto paper = usual_paper(http::wanted_languages(call.request));
    return Json{{"needs_code", !at_desk},
                {"languages", languages(language(call))},
                {"paper", {{"letter", paper == Paper::Letter}, {"a4", paper == Paper::A4}}},
                {"at_desk", at_desk},
                {"data_folder", at_desk ? from_.data_folder : ""},
                {"address", std::string(call.request.header("host").value_or(""))},
                {"https", from_.policy.client_of(call.request).https}};
}

http::PageAnswer PeoplePages::login(http::Call& call) {
    const auto next = safe_next(call.request.query_value("next").value_or("/"));
    if (!from_.sign_in.has_accounts()) return http::PageAnswer::redirect("/setup");
    if (!call.actor.anonymous()) return http::PageAnswer::redirect(next);
    return Json{{"next", next}, {"open", from_.door.rules().sign_up == SignUp::Open}};
}

http::PageAnswer PeoplePages::sign_up(http::Call& call) {
    if (!from_.sign_in.has_accounts()) return http::PageAnswer::redirect("/setup");
    if (!call.actor.anonymous()) return http::PageAnswer::redirect("/");
    return Json{{"open", from_.door.rules().sign_up == SignUp::Open}};
}

http::PageAnswer PeoplePages::reset(http::Call& call) {
    const auto token = call.parameter("token");
    return Json{{"token", token}, {"login", from_.door.view_reset(token).login.value_or("")}};
}

http::PageAnswer PeoplePages::invite(http::Call& call) {
    const auto token = call.parameter("token");
    const auto found = from_.people.view_invitation(token);
    Json data = {
        {"token", token},
        {"house", found.house},
        {"to_project", found.project},
        {"invited_by", found.invited_by},
        {"next", found.project_id ? "/p/" + found.project_id->text : "/"},
        {"role_name", from_.texts.get(language(call), "role." + std::string(name_of(found.role)))}};
    data["signed_in"] = !call.actor.anonymous();
    data["closed"] = from_.door.rules().sign_up == SignUp::Closed;
    data["own_name"] = call.actor.anonymous() ? "" : from_.sign_in.get_user(call.actor.user).name;
    return data;
}

Json PeoplePages::me(http::Call& call) {
    const auto user = from_.sign_in.get_user(call.actor.user);
    const auto role = from_.accounts.find_role(call.actor);
    const auto current = from_.sign_in.find_visitor(accounts::session_token(call.request));
    Json sessions = Json::array();
    for (const auto& one : from_.sign_in.list_sessions(call.actor)) {
        sessions.push_back({{"id", one.id.text},
                            {"device", one.device},
                            {"address", one.address},
                            {"current", current && current->session == one.id},
                            {"last_seen_at", to_iso(one.last_seen_at)},
                            {"last_seen_on", date_text(one.last_seen_at)}});
    }
    Json data = {
        {"name", user.name},
        {"login", user.login.value_or("")},
        {"has_account", user.login.has_value()},
        {"house", from_.accounts.get_house(call.actor).name},
        {"role_name",
         role ? from_.texts.get(language(call), "role." + std::string(name_of(*role))) : ""},
        {"several_sessions", sessions.size() > 1}};
    data["languages"] = languages(user.language.value_or(""));
    data["by_browser"] = !user.language.has_value();
    data["sessions"] = std::move(sessions);
    data["keys"] = keys(call);
    const auto factor = from_.second_factors.state(call.actor);
    data["second_factor"] = {{"enabled", factor.enabled}, {"codes", factor.recovery_codes}};
    data["supabase"] = supabase(call);
    data["houses"] = houses(call);
    return data;
}

Json PeoplePages::supabase(const http::Call& call) {
    if (!from_.supabase.available()) return nullptr;
    const auto link = from_.supabase.find(call.actor);
    if (!link) return {{"linked", false}};
    return {{"linked", true},
            {"email", link->email},
            {"linked_at", to_iso(link->created_at)},
            {"linked_on", date_text(link->created_at)}};
}

Json PeoplePages::houses(const http::Call& call) {
    Json rows = Json::array();
    for (const auto& one : from_.organizations.list(call.actor)) {
        rows.push_back(
            {{"id", one.id.text},
             {"house_name", one.name},
             {"role_name",
              one.role ? from_.texts.get(language(call), "role." + std::string(name_of(*one.role)))
                       : from_.texts.get(language(call), "me.guest")},
             {"current", one.current}});
    }
    return rows;
}

Json PeoplePages::keys(const http::Call& call) {
    Json rows = Json::array();
    for (const auto& one : from_.keys.list(call.actor)) {
        const auto ends = one.expires_at.value_or(Time{});
        const auto used = one.last_used_at.value_or(Time{});
        rows.push_back(
            {{"id", one.id.text},
             {"key_name", one.name},
             {"hint", one.hint},
             {"scope_name", from_.texts.get(language(call), "program_keys.scope_" +
                                                                std::string(name_of(one.scope)))},
             {"from_settings", one.from_settings},
             {"over", one.expires_at && ends <= from_.clock.now()},
             {"has_end", one.expires_at.has_value()},
             {"ends_on", date_text(ends)},
             {"used", one.last_used_at.has_value()},
             {"last_used_at", to_iso(used)},
             {"last_used_on", date_text(used)}});
    }
    return rows;
}

Json PeoplePages::languages(std::string_view chosen) const {
    Json rows = Json::array();
    for (const auto& name : from_.texts.languages()) {
        rows.push_back({{"value", name},
                        {"text", from_.texts.get(name, "language.own_name")},
                        {"chosen", name == chosen}});
    }
    return rows;
}

Json PeoplePages::members(const http::Call& call, const std::vector<accounts::Member>& members,
                          Role own, const std::optional<ProjectId>& project) {
    Json rows = Json::array();
    const auto in = language(call);
    const auto role_name = [&](Role role) {
        return from_.texts.get(in, "role." + std::string(name_of(role)));
    };
    for (const auto& member : members) {
        // Who stands here by the house's role is changed on the page of the house.
        const bool here = !project || !member.house;
        const bool may = own >= Role::Admin && here && !member.host &&
                         (member.role < Role::Owner || own == Role::Owner);
        Json roles = Json::array();
        for (const auto role : kRoles) {
            if (role == Role::Owner && (project || own < Role::Owner)) continue;
            roles.push_back({{"value", name_of(role)},
                             {"text", role_name(role)},
                             {"chosen", role == member.role}});
        }
        rows.push_back({{"id", member.user_id.text},
                        {"member_name", member.name},
                        {"login", member.login.value_or("")},
                        {"role_name", role_name(member.role)},
                        {"own", member.user_id == call.actor.user},
                        {"host", member.host},
                        {"by_house", project && member.house},
                        {"may_change", may},
                        {"may_remove", may && member.user_id != call.actor.user},
                        {"may_reset", may && member.login && member.user_id != call.actor.user},
                        {"roles", std::move(roles)}});
    }
    return rows;
}

Json PeoplePages::invitations(const http::Call& call, const std::optional<ProjectId>& project) {
    Json rows = Json::array();
    for (const auto& one : from_.people.list_invitations(call.actor, project)) {
        rows.push_back({{"id", one.id.text},
                        {"role_name",
                         from_.texts.get(language(call), "role." + std::string(name_of(one.role)))},
                        {"expires_at", to_iso(one.expires_at)},
                        {"expires_on", date_text(one.expires_at)}});
    }
    return rows;
}

Json PeoplePages::rules(const http::Call& call) {
    const auto decided = from_.door.rules();
    Json choices = Json::array();
    for (const auto one : {SignUp::Closed, SignUp::Invitation, SignUp::Open}) {
        const std::string value(name_of(one));
        choices.push_back({{"value", value},
                           {"text", from_.texts.get(language(call), "rules.sign_up_" + value)},
                           {"chosen", one == decided.sign_up}});
    }
    return {{"choices", std::move(choices)}};
}

Json PeoplePages::house(const http::Call& call) {
    const auto row = from_.accounts.get_house(call.actor);
    return {{"id", row.id.text},
            {"name", row.name},
            {"language", row.language},
            {"paper", {{"a4", row.paper == Paper::A4}, {"letter", row.paper == Paper::Letter}}}};
}

Json PeoplePages::people(http::Call& call) {
    const auto list = from_.people.list_members(call.actor);
    const auto own = from_.accounts.find_role(call.actor).value_or(Role::Viewer);
    const bool manages = own >= Role::Admin && from_.sign_in.has_accounts();
    return {{"title", from_.accounts.get_house(call.actor).name},
            {"of_project", false},
            {"project_id", ""},
            {"no_accounts", !from_.sign_in.has_accounts()},
            {"manages", manages},
            {"may_make_owners", own == Role::Owner},
            {"rules", call.actor.host && from_.sign_in.has_accounts() ? rules(call) : Json()},
            {"house", own == Role::Owner && manages ? house(call) : Json()},
            {"members", members(call, list, own, std::nullopt)},
            {"invitations", manages ? invitations(call, std::nullopt) : Json::array()}};
}

Json PeoplePages::project_people(http::Call& call) {
    const auto project = from_.stories.get(call.actor, call.id<ProjectId>("project_id"));
    const auto list = from_.people.list_project_members(call.actor, project.id);
    auto own = Role::Viewer;
    for (const auto& member : list) {
        if (member.user_id == call.actor.user) own = member.role;
    }
    const bool manages = own >= Role::Admin && from_.sign_in.has_accounts();
    return {{"title", project.title},
            {"project", {{"id", project.id.text}, {"title", project.title}}},
            {"at_query", ""},
            {"of_project", true},
            {"project_id", project.id.text},
            {"no_accounts", !from_.sign_in.has_accounts()},
            {"manages", manages},
            {"may_make_owners", false},
            {"members", members(call, list, own, project.id)},
            {"invitations", manages ? invitations(call, project.id) : Json::array()}};
}

}  // namespace fabula::pages
