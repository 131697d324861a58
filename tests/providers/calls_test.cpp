#include "providers/calls.hpp"

#include <doctest/doctest.h>

#include "support/scripted_models.hpp"

using namespace fabula;
using namespace fabula::providers;

TEST_CASE("a call is repeated only where it may succeed later and did not happen") {
    using enum CallFailure;
    for (const auto failure : {RateLimited, Busy, Unreachable, TimedOut}) {
        CHECK(CallError(failure, PublicText{"Later."}).retryable());
        CHECK_FALSE(
            CallError(failure, PublicText{"Perhaps."}, {.outcome_unknown = true}).retryable());
    }
    for (const auto failure : {NoCredit, BadKey, Forbidden, NoModel, TooLarge, Invalid, Refused,
                               Unsupported, CutShort, BadAnswer, Cancelled, Failed, NotAllowed}) {
        CHECK_FALSE(CallError(failure, PublicText{"Never."}).retryable());
    }
    CHECK(name_of(Failed) == "failed");
    CHECK(name_of(CutShort) == "cut_short");
}

TEST_CASE("a cost that is unknown of one call is unknown of both") {
    const Usage known{
        .input_tokens = 10, .output_tokens = 5, .cost = 700, .cost_from = CostFrom::Provider};
    const Usage priced{.input_tokens = 1,
                       .output_tokens = 2,
                       .images = 1,
                       .cost = 40,
                       .cost_from = CostFrom::Table};
    const auto both = add_usage(known, priced);
    CHECK(both.input_tokens == 11);
    CHECK(both.output_tokens == 7);
    CHECK(both.images == 1);
    CHECK(both.cost == 740);
    CHECK(both.cost_from == CostFrom::Table);

    const auto unknown = add_usage(known, Usage{.input_tokens = 4, .output_tokens = 4});
    CHECK(unknown.input_tokens == 14);
    CHECK_FALSE(unknown.cost.has_value());
    CHECK(unknown.cost_from == CostFrom::None);
}

TEST_CASE("a scripted model answers in order, repeats the last step and remembers what was asked") {
    test::TextScript script;
    script.steps << test::TextScript::says("One.") << test::TextScript::says("Two.");
    const test::ScriptedChoice choice(&script, nullptr);
    const auto model = choice.find_text({});
    REQUIRE(model);
    std::string heard;
    const TakeText hear = [&](std::string_view piece) { heard += piece; };
    const TextRequest request{.system = "", .messages = {{Speaker::User, "Speak."}}};
    CHECK(model->answer(request, hear, {}).text == "One.");
    CHECK(model->answer(request, hear, {}).text == "Two.");
    CHECK(model->answer(request, {}, {}).text == "Two.");
    CHECK(heard == "One.Two.");
    CHECK(script.asked().size() == 3);
    CHECK_FALSE(choice.find_image({}));
}
