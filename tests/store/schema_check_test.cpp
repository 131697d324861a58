#include "store/schema_check.hpp"

#include <doctest/doctest.h>

#include "rows.hpp"

using namespace fabula;
using namespace fabula::test;

namespace {

struct Leaf {
    Id<struct LeafTag> id{};
    Id<struct TreeTag> tree_id{};
    std::optional<Id<struct TreeTag>> grafted_id{};
    std::string name{};
    std::int64_t size = 0;
    std::optional<double> weight{};

    static constexpr std::string_view table = "leaf";
    static constexpr auto fields = FieldList{
        Field<&Leaf::id>{"id"},
        Field<&Leaf::tree_id>{"tree_id", {.references = "tree", .on_delete = OnDelete::Cascade}},
        Field<&Leaf::grafted_id>{"grafted_id",
                                 {.references = "tree", .on_delete = OnDelete::SetNull}},
        Field<&Leaf::name>{"name", {.unique = true}},
        Field<&Leaf::size>{"size", {.indexed = true}},
        Field<&Leaf::weight>{"weight"}};
};

std::vector<std::string> problems_of(const std::string& leaf_sql) {
    const TempFolder folder;
    const FakeClock clock;
    const std::string sql = "CREATE TABLE tree (id TEXT PRIMARY KEY NOT NULL) STRICT;" + leaf_sql;
    store::Store store{
        {.file = folder / "x.db", .clock = clock, .migrations = {{1, "0001_x.sql", sql}}}};
    return store.read([](store::Reader& db) { return store::schema_problems<Leaf>(db); });
}

const std::string kGood =
    "CREATE TABLE leaf (id TEXT PRIMARY KEY NOT NULL,"
    " tree_id TEXT NOT NULL REFERENCES tree (id) ON DELETE CASCADE,"
    " grafted_id TEXT REFERENCES tree (id) ON DELETE SET NULL,"
    " name TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, weight REAL) STRICT;"
    "CREATE INDEX leaf_tree ON leaf (tree_id, size);"
    "CREATE INDEX leaf_grafted ON leaf (grafted_id);"
    "CREATE INDEX leaf_size ON leaf (size);";

std::string with(std::string_view from, std::string_view to) {
    auto sql = kGood;
    const auto at = sql.find(from);
    REQUIRE(at != std::string::npos);
    return sql.replace(at, from.size(), to);
}

using Problems = std::vector<std::string>;

}  // namespace

TEST_CASE("a table as its field list says has no problems") {
    CHECK(problems_of(kGood).empty());
}

TEST_CASE("every difference between table and field list is told") {
    CHECK(problems_of("") == Problems{"there is no table leaf"});
    CHECK(problems_of(with(", weight REAL", "")) == Problems{"leaf.weight is missing"});
    CHECK(problems_of(with(", weight REAL", ", weight REAL, colour TEXT")) ==
          Problems{"leaf.colour is not in the field list"});
    CHECK(problems_of(with("weight REAL", "weight TEXT")) ==
          Problems{"leaf.weight is TEXT, the field is REAL"});
    CHECK(problems_of(with("weight REAL", "weight REAL NOT NULL")) ==
          Problems{"leaf.weight is NOT NULL, the field may be empty"});
    CHECK(problems_of(with("size INTEGER NOT NULL", "size INTEGER")) ==
          Problems{"leaf.size may be NULL, the field may not"});
    CHECK(problems_of(with("PRIMARY KEY NOT NULL,", "NOT NULL,")) ==
          Problems{"leaf.id is not the primary key"});
    CHECK(problems_of(with(" REFERENCES tree (id) ON DELETE CASCADE", "")) ==
          Problems{"leaf.tree_id does not reference tree"});
    CHECK(problems_of(with("ON DELETE CASCADE", "")) ==
          Problems{"leaf.tree_id is ON DELETE NO ACTION, the field says CASCADE"});
    CHECK(
        problems_of(with("size INTEGER NOT NULL", "size INTEGER NOT NULL REFERENCES tree (id)")) ==
        Problems{"leaf.size references tree, the field says \"\""});
    CHECK(problems_of(with("TEXT NOT NULL UNIQUE", "TEXT NOT NULL")) ==
          Problems{"leaf.name is not unique, the field is"});
    CHECK(problems_of(with("size INTEGER NOT NULL", "size INTEGER NOT NULL UNIQUE")) ==
          Problems{"leaf.size is unique, the field is not"});
    CHECK(problems_of(with("CREATE INDEX leaf_grafted ON leaf (grafted_id);", "")) ==
          Problems{"leaf.grafted_id leads no index"});
    CHECK(problems_of(with("CREATE INDEX leaf_tree ON leaf (tree_id, size);",
                           "CREATE INDEX leaf_tree ON leaf (size, tree_id);")) ==
          Problems{"leaf.tree_id leads no index"});
    CHECK(problems_of(with("weight REAL) STRICT", "weight REAL)")) ==
          Problems{"leaf is not STRICT"});
}
