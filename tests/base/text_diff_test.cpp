// Differences of texts: told as a person would, right for any two texts, and never slow.
#include "base/text_diff.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/text.hpp"

namespace fabula {

namespace {

std::string words(std::string_view before, std::string_view after) {
    std::string out;
    for (const auto& part : diff_words(before, after)) {
        const auto* mark = part.kind == DiffKind::Same   ? ""
                           : part.kind == DiffKind::Gone ? "-"
                                                         : "+";
        out += part.kind == DiffKind::Same ? std::string(part.text)
                                           : "{" + std::string(mark) + std::string(part.text) + "}";
    }
    return out;
}

void check_both_ways(const std::string& a, const std::string& b) {
    CAPTURE(a);
    CAPTURE(b);
    CHECK(diff_texts(a, b).apply(a) == b);
    std::string gone, come;
    for (const auto& part : diff_words(a, b)) {
        if (part.kind != DiffKind::Come) gone += part.text;
        if (part.kind != DiffKind::Gone) come += part.text;
    }
    CHECK(come == b);
    // Same parts are quoted from the new text, so the old one is told whole too.
    CHECK(gone == a);
}

}  // namespace

TEST_CASE("changed words are told, not changed lines") {
    CHECK(words("Anna waits.\n", "Anna sings.\n") == "Anna {-waits}{+sings}.\n");
    CHECK(words("One.\nTwo.\nThree.\n", "One.\nThree.\n") == "One.\n{-Two.\n}Three.\n");
    CHECK(words("", "New.\n") == "{+New.\n}");
    CHECK(words("Gone.\n", "") == "{-Gone.\n}");
    CHECK(words("same", "same") == "same");
    CHECK(words("Schöne Straße", "Schöne alte Straße") == "Schöne {+alte }Straße");
}

TEST_CASE("a change of one line leaves the others alone") {
    const std::string before = "INT. A\n\nOne.\n\nINT. B\n\nTwo.\n";
    const std::string after = "INT. A\n\nOne.\n\nINT. B\n\nTwo and more.\n";
    CHECK(diff_texts(before, after).to_json() == Json::parse(R"([25, [0, " and more"], 2])"));
    CHECK(diff_texts(before, before).changes_nothing());
    CHECK(diff_texts("", "").length() == 0);
}

TEST_CASE("the difference of any two texts leads from the one to the other") {
    std::mt19937 random(11);
    const std::vector<std::string> bits{"a", "b",    " ", "\n",        "Anna", "🎬",
                                        "é", "\n\n", ".", "INT. HALL", "日本", "e\xCC\x81"};
    for (int round = 0; round < 2000; ++round) {
        std::string a, b;
        const auto count = random() % 30;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& bit = bits[random() % bits.size()];
            const auto what = random() % 8;
            if (what != 0) a += bit;
            if (what != 1) b += what == 2 ? bits[random() % bits.size()] : bit;
        }
        check_both_ways(a, b);
    }
}

TEST_CASE("texts that share nothing, or one line a million times, are told coarsely and at once") {
    std::string a, b, c, d;
    std::mt19937 random(5);
    for (int i = 0; i < 200'000; ++i) {
        a += "x\n";
        b += i % 2 == 0 ? "x\n" : "y\n";
        c += std::to_string(random() % 50) + "\n";
        d += std::to_string(random() % 50) + " " + std::to_string(random() % 50) + "\n";
    }
    for (const auto* one : {&a, &b, &c, &d}) {
        for (const auto* other : {&a, &b, &c, &d}) {
            const bool leads = diff_texts(*one, *other).apply(*one) == *other;
            CHECK(leads);
        }
    }
}

}  // namespace fabula
