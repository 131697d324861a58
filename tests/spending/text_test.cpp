// Answers in words: each is a row, and paid once.
#include "spending_bench.hpp"

using namespace fabula;
using namespace fabula::test;
using providers::CallFailure;

namespace {

// A job of one item that asks two questions.
struct TextBench : SpendingBench {
    int runs_ended_behind_first = 0;  // So many runs die behind the first answer.

    TextBench() {
        service.register_kind("talk", [this](jobs::JobRun& run) {
            run.each_item([&](const jobs::JobItem& item) { return talk(run, item); });
        });
    }
    jobs::ItemResult talk(jobs::JobRun& run, const jobs::JobItem& item) {
        const spending::Piece piece{
            .run = run, .item = item, .whom = {.organization = run.job().organization_id}};
        const auto model = work.text_model(piece);
        std::string all;
        for (const auto* question : {"one", "two"}) {
            all += model->answer({.system = "s", .messages = {{.text = question}}}, {}, {}).text;
            if (runs_ended_behind_first-- > 0) throw jobs::LeaseLost();
        }
        return {.value = {{"text", all}}};
    }
    jobs::Job ask() {
        return service.submit(kActor, {.kind = "talk",
                                       .title = "Words",
                                       .project_id = ProjectId{kProject},
                                       .items = {{.key = "all", .input = Json::object()}}});
    }
};

providers::TextAnswer answer_of(const providers::TextRequest& request) {
    return {.text = "<" + request.messages.back().text + ">",
            .usage = {.input_tokens = 3,
                      .output_tokens = 2,
                      .cost = 500,
                      .cost_from = providers::CostFrom::Table},
            .model = "m1-2026"};
}

}  // namespace

TEST_CASE("every question of an item is a row with what was sent and what it cost") {
    TextBench t;
    t.provider.on_answer = answer_of;
    const auto job = t.ask();
    t.service.run_next();
    CHECK(t.get(job).state == JobState::Done);
    CHECK(t.item(job).result == Json{{"text", "<one><two>"}});
    CHECK(t.call_states() == "done 500, done 500");
    CHECK(t.calls().at(1).request ==
          Json{{"system", "s"}, {"messages", {{{"from", "user"}, {"text", "one"}}}}});
}

TEST_CASE("an answer that was paid for is used by the run that goes on") {
    TextBench t;
    t.provider.on_answer = answer_of;
    t.runs_ended_behind_first = 1;
    const auto job = t.ask();
    t.service.run_next();
    t.store.write([](store::Tx& tx) { jobs::hand_back_all(tx); });
    t.service.run_next();
    CHECK(t.item(job).result == Json{{"text", "<one><two>"}});
    CHECK(t.provider.said() == "ask one, ask two");
}

TEST_CASE("a question whose answer never came is unknown, and asked again when somebody says so") {
    TextBench t;
    t.provider.on_answer = [](const auto&) -> providers::TextAnswer {
        throw call_error(CallFailure::TimedOut, {.outcome_unknown = true});
    };
    const auto job = t.ask();
    t.service.run_next();
    CHECK(t.item_states(job) == "unknown");
    t.provider.on_answer = answer_of;
    t.money.send_again(kActor, t.calls().at(0).id);
    t.service.run_next();
    CHECK(t.item_states(job) == "done");
    CHECK(t.provider.said() == "ask one, ask one, ask two");
}
