// The migrated database and the field lists describe the same tables.
#include <doctest/doctest.h>

#include "comments/review.hpp"
#include "spending/spending.hpp"
#include "store/schema_check.hpp"
#include "takeout/preset.hpp"
#include "takeout/takeout.hpp"
#include "test_studio.hpp"

namespace fabula::app {

namespace {

template <class Row>
void check_table(TestStudio& studio) {
    const auto problems = studio.studio().store.read(
        [](store::Reader& db) { return store::schema_problems<Row>(db); });
    for (const auto& problem : problems) MESSAGE(problem);
    CAPTURE(std::string(Row::table));
    CHECK(problems.empty());
}

}  // namespace

TEST_CASE("every entity has the table that its field list describes") {
    TestStudio studio;
    check_table<accounts::Organization>(studio);
    check_table<accounts::User>(studio);
    check_table<accounts::Session>(studio);
    check_table<accounts::HouseRules>(studio);
    check_table<accounts::PasswordReset>(studio);
    check_table<accounts::SecondFactor>(studio);
    check_table<accounts::RecoveryCode>(studio);
    check_table<accounts::SessionPlace>(studio);
    check_table<accounts::Portrayal>(studio);
    check_table<accounts::ApiKey>(studio);
    check_table<accounts::SupabaseLink>(studio);
    check_table<accounts::Invitation>(studio);
    check_table<history::Activity>(studio);
    check_table<providers::Connection>(studio);
    check_table<providers::Choice>(studio);
    check_table<story::Project>(studio);
    check_table<script::Script>(studio);
    check_table<script::Format>(studio);
    check_table<script::ScriptChange>(studio);
    check_table<script::ScriptSnapshot>(studio);
    check_table<script::ScriptOriginal>(studio);
    check_table<script::Draft>(studio);
    check_table<script::Stretch>(studio);
    check_table<script::Node>(studio);
    check_table<script::Anchor>(studio);
    check_table<world::World>(studio);
    check_table<world::WorldCategory>(studio);
    check_table<world::WorldItem>(studio);
    check_table<world::WorldLink>(studio);
    check_table<cast::Character>(studio);
    check_table<cast::Relation>(studio);
    check_table<pictures::Picture>(studio);
    check_table<shots::Shot>(studio);
    check_table<sound::Sound>(studio);
    check_table<sound::SoundUpload>(studio);
    check_table<comments::Thread>(studio);
    check_table<comments::Comment>(studio);
    check_table<comments::Mention>(studio);
    check_table<comments::Seen>(studio);
    check_table<comments::ReviewLink>(studio);
    check_table<files::Asset>(studio);
    check_table<files::AssetRemoval>(studio);
    check_table<imports::Import>(studio);
    check_table<imports::ImportOriginal>(studio);
    check_table<jobs::Job>(studio);
    check_table<jobs::JobItem>(studio);
    check_table<spending::PaidCall>(studio);
    check_table<spending::Budget>(studio);
    check_table<render::Prompt>(studio);
    check_table<lessons::Lesson>(studio);
    check_table<lessons::LessonScene>(studio);
    check_table<lessons::LessonRole>(studio);
    check_table<takeout::Export>(studio);
    check_table<takeout::Preset>(studio);
    check_table<outline::StructureTemplate>(studio);
    check_table<outline::Beat>(studio);
}

TEST_CASE("every route names itself once, says one sentence and stands in the API document") {
    TestStudio studio;
    const auto document = studio.get("/openapi.json");
    CHECK(document.at("openapi").get<std::string>().starts_with("3.1"));
    std::size_t operations = 0;
    for (const auto& [path, methods] : document.at("paths").items()) operations += methods.size();
    std::size_t api_rows = 0;
    for (const auto& row : studio.routes()) {
        CAPTURE(row.name);
        CHECK(row.summary.ends_with('.'));
        api_rows += row.kind != http::RouteKind::Page;
    }
    CHECK(operations == api_rows);
}

}  // namespace fabula::app
