#include "providers/json_answer.hpp"

#include <doctest/doctest.h>

#include "providers/json_schema.hpp"
#include "support/scripted_models.hpp"

using namespace fabula;
using namespace fabula::providers;
using test::ScriptedText;
using test::TextScript;

namespace {

const Json kScenes = read_json(R"({
    "type": "object", "required": ["title", "scenes"],
    "properties": {
        "title": {"type": "string", "minLength": 1, "maxLength": 20},
        "mood": {"type": "string", "enum": ["calm", "tense"]},
        "scenes": {"type": "array", "minItems": 1, "maxItems": 3, "items": {
            "type": "object", "required": ["text"],
            "properties": {"text": {"type": "string"}, "minutes": {"type": "integer", "minimum": 1}}}}
    }})");
const std::string kGood =
    R"({"title":"Marsh","mood":null,"scenes":[{"text":"Dusk.","minutes":2}]})";

JsonAnswer ask(TextScript& script, std::function<void(const Usage&)> before_repair = {}) {
    const ScriptedText model(script);
    return answer_json(model, {.system = "Be brief.", .messages = {{Speaker::User, "Plan."}}},
                       {.name = "plan", .schema = kScenes, .before_repair = before_repair}, {});
}

std::string failure_of(TextScript& script) {
    try {
        static_cast<void>(ask(script));
        return "done";
    } catch (const CallError& error) {
        return std::string(name_of(error.failure())) + (error.usage() ? " with usage" : "");
    }
}

}  // namespace

TEST_CASE("JSON is found among words and fences, with a comma too many") {
    const Json wanted{{"a", {1, 2}}, {"b", "}, {"}};
    CHECK(find_json("{\"a\":[1,2],\"b\":\"}, {\"}") == wanted);
    CHECK(find_json("Sure [1]: here it is\n```json\n{\"a\":[1,2],\"b\":\"}, {\"}\n```") == wanted);
    CHECK(find_json("Of course:\n```json\n{\"a\": [1, 2,\n], \"b\": \"}, {\" , }\n```\nDone.") ==
          wanted);
    CHECK(find_json("a { b {\"a\":[1,2],\"b\":\"}, {\"} c") == wanted);
    CHECK(find_json("{\"a\": \"quo\\\"te,]\"}")->at("a") == "quo\"te,]");
    CHECK_FALSE(find_json("{\"a\": [1, 2").has_value());
    CHECK_FALSE(find_json("no JSON at all").has_value());
    CHECK_FALSE(find_json(std::string(200'000, '{')).has_value());
}

TEST_CASE("what is nested without end is no JSON") {
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    CHECK(read_untrusted(deep).is_discarded());
    CHECK_FALSE(find_json("{\"a\": " + deep + "}").has_value());
    CHECK(read_untrusted(std::string(64, '[') + std::string(64, ']')).is_array());
    CHECK(read_untrusted(R"({"a": "[[[\"[["})").is_object());
}

TEST_CASE("a value is held to its schema, and every problem is named with its place") {
    const auto problems = [](const char* text) { return check_json(kScenes, read_json(text)); };
    using List = std::vector<std::string>;
    CHECK(problems(R"({"title":"Marsh","scenes":[{"text":"Dusk."}]})").empty());
    CHECK(problems("[]") == List{"the document must be of the type object"});
    CHECK(problems(R"({"title":7,"scenes":[]})") ==
          List{"title must be of the type string", "scenes has fewer than 1 entries"});
    CHECK(problems(R"({"title":"","mood":"wild","scenes":[{"text":"a"},{"minutes":0}]})") ==
          List{"title is too short", "mood must be one of [\"calm\",\"tense\"]",
               "scenes[1].text is missing", "scenes[1].minutes is less than 1"});
    CHECK(problems(R"({"title":"A title that is far too long","scenes":[1,2,3,4]})").size() == 6);
}

TEST_CASE("a strict schema requires all, allows nothing further and knows no bounds") {
    const auto strict = strict_schema(kScenes);
    CHECK(strict.at("required") == Json{"title", "mood", "scenes"});
    CHECK(strict.at("additionalProperties") == false);
    CHECK(strict.at("properties").at("title") == Json{{"type", "string"}});
    CHECK(strict.at("properties").at("mood").at("type") == Json{"string", "null"});
    CHECK(strict.at("properties").at("mood").at("enum") == Json{"calm", "tense", nullptr});
    CHECK(strict.at("properties").at("scenes").at("items").at("additionalProperties") == false);
}

TEST_CASE("an answer that fits is one call, without the nulls of what may be missing") {
    TextScript script;
    script.steps << TextScript::says(kGood, {.input_tokens = 10, .output_tokens = 5, .cost = 3});
    const auto answer = ask(script);
    CHECK(answer.value.at("title") == "Marsh");
    CHECK_FALSE(answer.value.contains("mood"));
    CHECK(answer.calls == 1);
    CHECK(answer.usage.cost == 3);
    const auto asked = script.asked().at(0);
    REQUIRE(asked.shape);
    CHECK((asked.shape->mode == JsonMode::Schema));
    CHECK(asked.system == "Be brief.");
}

TEST_CASE("an answer that does not fit is asked for once more, with what is wrong") {
    TextScript script;
    script.steps << TextScript::says("{\"title\":\"Marsh\"}", {.cost = 3})
                 << TextScript::says(kGood, {.cost = 4});
    Usage before;
    const auto answer = ask(script, [&](const Usage& used) { before = used; });
    CHECK(answer.calls == 2);
    CHECK(answer.usage.cost == 7);
    CHECK(before.cost == 3);
    const auto second = script.asked().at(1);
    REQUIRE(second.messages.size() == 3);
    CHECK((second.messages[1].speaker == Speaker::Model));
    CHECK(second.messages[2].text.starts_with("That does not fit: scenes is missing."));
}

TEST_CASE(
    "a second answer that does not fit is the last, and a budget may keep it from being asked") {
    TextScript script;
    script.steps << TextScript::says("no", {.cost = 3});
    CHECK(failure_of(script) == "bad_answer with usage");
    CHECK(script.asked().size() == 2);
    CHECK_THROWS_WITH(ask(script, [](const Usage&) { throw std::runtime_error("spent"); }),
                      "spent");
    CHECK(script.asked().size() == 3);
}

TEST_CASE("a refusal and a cut are no reason to ask again") {
    TextScript refusal;
    refusal.steps << TextScript::ends("I cannot.", Finish::Refused);
    CHECK(failure_of(refusal) == "refused with usage");
    TextScript cut;
    cut.steps << TextScript::ends("{\"title\": \"Mar", Finish::Length);
    CHECK(failure_of(cut) == "cut_short with usage");
    CHECK(refusal.asked().size() + cut.asked().size() == 2);
    TextScript whole;
    whole.steps << TextScript::ends(kGood + " and", Finish::Length);
    CHECK(failure_of(whole) == "done");
}

TEST_CASE("a form that the provider does not know is asked in the next one") {
    TextScript script;
    script.steps << TextScript::fails({CallFailure::Invalid, PublicText{"no json_schema"}})
                 << TextScript::fails({CallFailure::Invalid, PublicText{"no json_object"}})
                 << TextScript::says(kGood);
    CHECK(ask(script).value.at("title") == "Marsh");
    const auto asked = script.asked();
    REQUIRE(asked.size() == 3);
    CHECK((asked[1].shape->mode == JsonMode::Object));
    CHECK((asked[2].shape->mode == JsonMode::Words));
    CHECK(asked[2].system.find("\"minItems\":1") != std::string::npos);

    TextScript lost;
    lost.steps << TextScript::fails(
        {CallFailure::TimedOut, PublicText{"?"}, {.outcome_unknown = true}});
    CHECK(failure_of(lost) == "timed_out");
    CHECK(lost.asked().size() == 1);
}
