// What is printed from the code's own tables stands in the tree as it is printed.
#include <doctest/doctest.h>

#include "support/golden.hpp"
#include "test_studio.hpp"

namespace fabula::app {

TEST_CASE("the settings page and the example file are printed from the table of settings") {
    CHECK(test::matches_golden("../docs/settings.md", settings_page(setting_table())));
    CHECK(test::matches_golden("../.env.example", example_dotenv(setting_table())));
}

TEST_CASE("the API document is the one that was reviewed") {
    TestStudio studio;
    CHECK(test::matches_golden("../docs/openapi.json", studio.get("/openapi.json").dump(1) + "\n"));
}

}  // namespace fabula::app
