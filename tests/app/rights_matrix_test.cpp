// Who may what, found out by asking every address as everybody: docs/rights.md is printed from the
// answers.
#include <algorithm>
#include <array>
#include <memory>

#include "rights_house.hpp"
#include "support/golden.hpp"

namespace fabula::app {

namespace {

using http::Access;
using http::Method;

enum class Asker { Nobody, Stranger, Viewer, Editor, Admin, Owner, Host };
constexpr std::size_t kAskers = 7;

constexpr std::string_view kHead = R"(# Who may what

Every address, asked by everybody: nobody who has signed in, a *stranger* with a house of their own,
people of the house by their role, and the *host*, who runs the server; about what is the house's
own, and in the last column by the host about what does not exist. A test asks all of them and
prints this page (`tests/app/rights_matrix_test.cpp`).

| answer | means |
| --- | --- |
| yes | answered, or refused for what was asked and not for who asked |
| own | the same, about the stranger's own house |
| sign in | 401; pages lead to the sign-in |
| no | 403, naming the role that is needed |
| – | 404: there is no such thing for them; what is foreign and what is missing look alike |
| 422 | refused for what was asked, before it mattered that they may not |

A key reaches no further than its owner, and within that as far as its scope: *read* what is asked
with GET and needs no more than a viewer, *write* what an editor does, *admin* all. *in person*: no
key reaches it.

)";

constexpr std::string_view kWrong = "422";

// Something that the field takes, so that a refusal is about who asks.
Json sample_of(const std::string& name, const Json& schema, const Things& things) {
    if (schema.contains("enum")) return schema.at("enum").at(0);
    const auto type = schema.contains("type") && schema.at("type").is_array()
                          ? schema.at("type").at(0)
                          : schema.value("type", Json("string"));
    if (type == "integer" || type == "number") return schema.value("minimum", Json(1));
    if (type == "boolean") return false;
    if (type == "array") return Json::array();
    if (type == "object") return Json::object();
    if (things.contains(name)) return things.at(name);
    return name.ends_with("_id") ? kMissing : name + " of a test";
}

Json sample_body(const http::Route& row, const Things& things) {
    if (row.body == http::BodyKind::Upload) return "INT. HARBOUR - DAY";
    if (row.body != http::BodyKind::Json) return nullptr;
    Json body = Json::object();
    const auto input = row.types(row).input;
    if (!input.is_object()) return body;
    for (const auto& name : input.value("required", Json::array())) {
        const auto text = name.get<std::string>();
        body[text] = sample_of(text, input.at("properties").at(text), things);
    }
    // Where a new thing belongs is not always asked for, and says who may make it.
    for (const char* place : {"scene_id", "project_id"}) {
        const bool said = row.path.find(place) != std::string::npos || body.contains("scene_id");
        const bool known =
            input.value("properties", Json()).contains(place) && things.contains(place);
        if (row.method == http::Method::Post && known && !said) body[place] = things.at(place);
    }
    return body;
}

class Walk {
public:
    std::string cell(const http::Route& row, Asker asker, const Things* things = nullptr) {
        if (!house_) begin();
        const auto& about = things == nullptr ? things_ : *things;
        const auto answer =
            house_->send(row.method, target_of(row, about),
                         cookies_[static_cast<std::size_t>(asker)], sample_body(row, about));
        // A job that was started would change what later addresses answer, sooner or later.
        const bool changes = answer.status == 202 || !is_whole();
        if (row.method != Method::Get && answer.status < 300 && changes) house_.reset();
        return name_of(row, answer);
    }

private:
    static std::string name_of(const http::Route& row, const TestHouse::Answer& answer) {
        const auto location = answer.headers.find("Location");
        const bool led = row.kind == http::RouteKind::Page && answer.status == 303 &&
                         location->second.starts_with("/login");
        const bool open = row.access == Access::Anyone;  // A wrong password is no missing right.
        if (led || (answer.status == 401 && !open)) return "sign in";
        if (answer.status == 403) return "no";
        if (answer.status == 404) return "–";
        if (answer.status == 422 || answer.status == 415) return std::string(kWrong);
        return answer.status < 500 ? "yes" : "fails";
    }

    void begin() {
        house_ = std::make_unique<TestHouse>();
        const auto host = house_->set_up();
        cookies_ = {"",
                    add_stranger(*house_),
                    house_->join(host, "vera", {{"role", "viewer"}}),
                    house_->join(host, "ed", {{"role", "editor"}}),
                    house_->join(host, "al", {{"role", "admin"}}),
                    house_->join(host, "olga", {{"role", "owner"}}),
                    host};
        things_ = things_of(*house_, host, house_->demo(host));
        house_->invite(host, {{"role", "viewer"}});
        things_["invitation_id"] = first_id(*house_, host, "/api/v1/invitations", "invitations");
    }

    // Whether everybody is still there, and everything that is asked about.
    bool is_whole() {
        for (std::size_t i = 1; i < kAskers; ++i) {
            if (house_->get("/api/v1/me", cookies_[i]).status != 200) return false;
        }
        const auto& host = cookies_.back();
        for (const auto& [path, id] : {std::pair{"projects", "project_id"},
                                       {"scripts", "script_id"},
                                       {"nodes", "node_id"},
                                       {"shots", "shot_id"},
                                       {"shots/audio", "sound_id"},
                                       {"uploads", "upload_id"},
                                       {"worlds", "world_id"},
                                       {"world-items", "item_id"},
                                       {"characters", "character_id"},
                                       {"beats", "beat_id"},
                                       {"providers", "connection_id"},
                                       {"structure-templates", "structure_id"}}) {
            const auto address = std::string("/api/v1/") + path + "/" + things_.at(id);
            if (house_->get(address, host).status != 200) return false;
        }
        const auto people = house_->get("/api/v1/members", host).json().at("members");
        return people.size() == kAskers - 2 &&
               house_->get("/api/v1/invitations", host).json().at("invitations").size() > 0;
    }

    std::unique_ptr<TestHouse> house_;
    std::array<std::string, kAskers> cookies_;
    Things things_;
};

// The least of those who may, as the row says.
Asker least(Access access) {
    constexpr std::array askers{Asker::Nobody, Asker::Stranger, Asker::Viewer, Asker::Editor,
                                Asker::Admin,  Asker::Owner,    Asker::Host};
    return askers.at(static_cast<std::size_t>(access));
}

std::string scope_text(const http::Route& row) {
    const auto scope = accounts::scope_for(row);
    return scope ? std::string(name_of(*scope)) : "in person";
}

// What the cell says of an answer. An address without an id is of the asker's own house.
std::string read_cell(const http::Route& row, Asker asker, std::string cell) {
    const bool own_house = asker == Asker::Stranger && !has_parameters(row);
    if (own_house && row.access > Access::Member && row.access < Access::Host) return "own";
    return cell == kWrong && asker >= least(row.access) ? "yes" : cell;
}

// Nobody may what the row keeps for higher roles. Fails the test where somebody may.
void check_row(const http::Route& row, const std::array<std::string, kAskers>& cells) {
    for (std::size_t i = 0; i < kAskers; ++i) {
        CAPTURE(i);
        CHECK(cells[i] != "fails");
        if (static_cast<Asker>(i) < least(row.access)) CHECK(cells[i] != "yes");
    }
    if (row.access == Access::Host) CHECK(cells[5] == "no");
}

}  // namespace

TEST_CASE("the published table of rights is what the addresses answer") {
    Walk walk;
    TestHouse table;
    std::string page(kHead);
    page +=
        "| address | key | nobody | stranger | viewer | editor | admin | owner | host | missing |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for (const auto& row : table.routes()) {
        if (!is_asked(row)) continue;
        CAPTURE(row.name);
        std::array<std::string, kAskers> cells;
        page += "| `" + std::string(http::name_of(row.method)) + " " + row.path + "` | " +
                scope_text(row);
        for (std::size_t i = 0; i < kAskers; ++i) {
            const auto asker = static_cast<Asker>(i);
            cells[i] = read_cell(row, asker, walk.cell(row, asker));
            page += " | " + cells[i];
        }
        check_row(row, cells);
        const Things none;
        page +=
            " | " +
            (has_parameters(row) ? read_cell(row, Asker::Host, walk.cell(row, Asker::Host, &none))
                                 : "") +
            " |\n";
    }
    CHECK(test::matches_golden("../docs/rights.md", page));
}

}  // namespace fabula::app
