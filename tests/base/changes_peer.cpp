// Answers questions about changes, one JSON object per line, so that a test can hold them against
// the npm package @codemirror/state.
#include <iostream>
#include <string>

#include "base/changes.hpp"

namespace {

using fabula::ChangeSet;
using fabula::Json;

ChangeSet read(const Json& json) {
    std::string problem;
    const auto change = ChangeSet::from_json(json, problem);
    if (!change) throw std::runtime_error(problem);
    return *change;
}

Json answer(const Json& question) {
    const auto text = question.at("text").get<std::string>();
    const auto a = read(question.at("a"));
    const auto b = read(question.at("b"));
    const auto next = read(question.at("next"));
    Json positions = Json::array();
    for (std::size_t at = 0; at <= a.length(); ++at) {
        positions.push_back(a.map_position(at));
        positions.push_back(a.map_position(at, fabula::Side::Behind));
    }
    const auto after_b = b.apply(text).value();
    return {{"applied", a.apply(text).value()},
            {"composed", a.compose(next).apply(text).value()},
            {"mapped", a.map(b).apply(after_b).value()},
            {"mapped_before", a.map(b, fabula::Precedence::Before).apply(after_b).value()},
            {"positions", positions}};
}

}  // namespace

int main() {
    std::string line;
    while (std::getline(std::cin, line)) {
        std::cout << answer(Json::parse(line)).dump() << '\n';
    }
}
