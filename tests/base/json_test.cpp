#include "base/json.hpp"

#include <doctest/doctest.h>

namespace fabula {

enum class Size { Wide, Close };

struct Picture {
    Id<struct PictureTag> id;
    std::string title;
    Size size = Size::Wide;
    std::optional<std::int64_t> duration_ms;
    std::vector<std::string> tags;
    std::string token;

    static constexpr std::string_view table = "picture";
    static constexpr auto fields = FieldList{
        Field<&Picture::id>{"id"},
        Field<&Picture::title>{
            "title",
            {.visibility = Visibility::Patch, .required = true, .length_min = 1, .length_max = 5}},
        Field<&Picture::size>{"size", {.visibility = Visibility::Create}},
        Field<&Picture::duration_ms>{"duration_ms", {.visibility = Visibility::Patch, .min = 0}},
        Field<&Picture::tags>{"tags", {.visibility = Visibility::Patch}},
        Field<&Picture::token>{"token", {.visibility = Visibility::Secret}}};
};

template <>
struct EnumNames<Size> {
    static constexpr std::array<std::string_view, 2> names{"wide", "close"};
};

namespace {

std::vector<std::string> problem_fields(const AppError& error) {
    std::vector<std::string> names;
    for (const auto& problem : error.details().fields) names.push_back(problem.field);
    return names;
}

}  // namespace

TEST_CASE("a record is written in the order of its fields, without its secrets") {
    Picture picture;
    picture.id.text = "p1";
    picture.title = "Dawn";
    picture.size = Size::Close;
    picture.tags = {"a", "b"};
    picture.token = "hidden";
    CHECK(encode(picture).dump() ==
          R"({"id":"p1","title":"Dawn","size":"close","duration_ms":null,"tags":["a","b"]})");
}

TEST_CASE("a caller may write snake_case or camelCase and the rest keeps its default") {
    const auto in = decode_new<Picture>(parse_json(R"({"title":"Dusk","durationMs":1500})"));
    CHECK(in.value.title == "Dusk");
    CHECK(in.value.duration_ms == 1500);
    CHECK(in.value.size == Size::Wide);
    CHECK_FALSE(in.given.test(2));
}

TEST_CASE("every problem is named at once, with its field") {
    try {
        decode_new<Picture>(
            parse_json(R"({"id":"x","title":"too long","size":"huge","duration_ms":-1})"));
        FAIL("accepted");
    } catch (const AppError& error) {
        CHECK(error.code() == Code::Invalid);
        CHECK(problem_fields(error) ==
              std::vector<std::string>{"id", "title", "size", "duration_ms"});
        CHECK(error.details().fields[2].text == "must be one of \"wide\" \"close\"");
    }
}

TEST_CASE("a patch tells absent from null") {
    Picture picture;
    picture.title = "Dawn";
    picture.duration_ms = 5;
    decode_patch<Picture>(parse_json(R"({"duration_ms":null})")).apply_to(picture);
    CHECK(picture.title == "Dawn");
    CHECK_FALSE(picture.duration_ms.has_value());
    CHECK_THROWS_AS(decode_patch<Picture>(parse_json(R"({"size":"wide"})")), AppError);
}

TEST_CASE("the schema of each use shows what that use may hold") {
    CHECK(schema_of<Picture>(SchemaUse::New)["required"].dump() == R"(["title"])");
    CHECK_FALSE(schema_of<Picture>(SchemaUse::Patch)["properties"].contains("size"));
    CHECK_FALSE(schema_of<Picture>(SchemaUse::Answer)["properties"].contains("token"));
    CHECK(schema_of<Picture>(SchemaUse::Answer)["properties"]["size"]["enum"].dump() ==
          R"(["wide","close"])");
}

TEST_CASE("JSON nested too deeply or broken is refused with a sentence") {
    CHECK_THROWS_WITH_AS(parse_json(std::string(65, '[')),
                         "The JSON is nested more than 64 levels deep.", AppError);
    CHECK_THROWS_AS(parse_json("{\"a\":"), AppError);
    CHECK(parse_json("[\"[[[[\"]").size() == 1);
}

TEST_CASE("a JSON number that no double can hold is refused with a sentence") {
    CHECK_THROWS_WITH_AS(parse_json("[1e7777]"), "A number in the JSON is too large.", AppError);
}

}  // namespace fabula
