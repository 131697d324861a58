#include "screenplay/fdx/layout_words.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "screenplay/layout.hpp"

namespace fabula::screenplay {

namespace {

bool differ(double a, double b) noexcept {
    return std::abs(a - b) > 0.004;
}

class LayoutWords {
public:
    explicit LayoutWords(const pugi::xml_node& root) {
        for (const auto& node : root.children("ElementSettings")) read(node);
    }

    std::string write(const pugi::xml_node& page) {
        const bool doubled = dialogue_.attribute("Spacing").as_double(1) >= 1.5;
        const bool multicam = doubled && action_capitals_;
        if (multicam) add("multicam");
        if (doubled && !multicam) add("dsd");
        if (const auto size = page.child("PageSize")) {
            if (!differ(size.attribute("Width").as_double() * 10, 82.6) ||
                !differ(size.attribute("Width").as_double(), 8.27)) {
                add("a4");
            }
        }
        const Layout base =
            layout_for(multicam ? Format::Multicam : Format::Screenplay, Paper::Letter);
        add_indents(dialogue_, base.of(Slot::Dialogue), "dl", "dr");
        add_indents(parenthetical_, base.of(Slot::Parenthetical), "pl", "pr");
        add_indents(character_, base.of(Slot::Character), "cl", "cr");
        add_indents(action_, base.of(Slot::Action), "al", "ar");
        add_indents(heading_, base.of(Slot::SceneHeading), "sl", "sr");
        if (heading_.attribute("SpaceBefore").as_double(24) <= 12) add("ssbsh");
        if (act_ && std::string_view(act_.attribute("StartsNewPage").as_string()) == "No") {
            add("no-auto-act-breaks");
        }
        add_margin(page, "TopMargin", "tm");
        add_margin(page, "BottomMargin", "bm");
        return std::move(words_);
    }

private:
    void read(const pugi::xml_node& node) {
        const std::string_view type = node.attribute("Type").as_string();
        const auto spec = node.child("ParagraphSpec");
        if (type == "Dialogue") dialogue_ = spec;
        if (type == "Parenthetical") parenthetical_ = spec;
        if (type == "Character") character_ = spec;
        if (type == "Scene Heading") heading_ = spec;
        if (type == "New Act") act_ = spec;
        if (type != "Action") return;
        action_ = spec;
        const std::string_view style = node.child("FontSpec").attribute("Style").as_string();
        action_capitals_ = style.find("AllCaps") != std::string_view::npos;
    }

    void add(std::string_view word) {
        if (!words_.empty()) words_ += ' ';
        words_ += word;
    }
    void add(const char* name, double inches) {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%s-%.2f", name, inches);
        add(text.data());
    }
    void add_indents(const pugi::xml_node& spec, const ElementLayout& base, const char* left,
                     const char* right) {
        const double from = spec.attribute("LeftIndent").as_double(base.left);
        const double to = spec.attribute("RightIndent").as_double(base.right);
        // Some writers count indents from the margin; such a file says nothing that can be used.
        if (from < 0.5 || to < from + 0.5 || to > 8.5) return;
        if (differ(from, base.left)) add(left, from);
        if (differ(to, base.right)) add(right, to);
    }
    void add_margin(const pugi::xml_node& page, const char* attribute, const char* name) {
        constexpr double points_per_inch = 72;
        const double points = page.attribute(attribute).as_double(points_per_inch);
        const bool usual = points >= 18 && points <= 216;
        if (usual && differ(points / points_per_inch, 1.0)) add(name, points / points_per_inch);
    }

    pugi::xml_node dialogue_;
    pugi::xml_node parenthetical_;
    pugi::xml_node character_;
    pugi::xml_node action_;
    pugi::xml_node heading_;
    pugi::xml_node act_;
    bool action_capitals_ = false;
    std::string words_;
};

}  // namespace

std::string fdx_layout_words(const pugi::xml_node& root) {
    return LayoutWords(root).write(root.child("PageLayout"));
}

}  // namespace fabula::screenplay
