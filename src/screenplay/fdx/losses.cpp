#include "screenplay/fdx/losses.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "screenplay/fdx/positions.hpp"

namespace fabula::screenplay {

namespace {

// Kinds of what is lost, in the order in which they are said.
enum Loss : std::size_t {
    Revised,
    Tagged,
    Coloured,
    StruckOut,
    Aligned,
    Shifted,
    SceneData,
    Bookmarked,
    Alternate,
    Card,
    Image,
    DeletedPart,
    LossCount
};

struct Words {
    std::string_view one;
    std::string_view many;
};

constexpr std::array<Words, LossCount> kWords = {{
    {"revised stretch of text", "revised stretches of text"},
    {"tagged stretch of text", "tagged stretches of text"},
    {"coloured stretch of text", "coloured stretches of text"},
    {"struck-out stretch of text", "struck-out stretches of text"},
    {"paragraph with an alignment of its own", "paragraphs with an alignment of their own"},
    {"paragraph with indents or spacing of its own",
     "paragraphs with indents or spacing of their own"},
    {"scene with a title, a colour or story beats", "scenes with a title, a colour or story beats"},
    {"bookmark", "bookmarks"},
    {"alternate line", "alternate lines"},
    {"card of the beat board", "cards of the beat board"},
    {"picture", "pictures"},
    {"deleted text of a revision", "deleted texts of a revision"},
}};

bool is_set(const pugi::xml_attribute& attribute, std::string_view plain) {
    const std::string_view value = attribute.as_string();
    return !value.empty() && value != plain;
}

class Counter {
public:
    explicit Counter(const pugi::xml_node& root) : root_(root) {}

    std::vector<std::string> count() {
        each_fdx_paragraph(root_.child("Content"), [&](const auto& node) { add(node); });
        counts_[Alternate] = count_children("AltCollection");
        counts_[Card] = count_children("ListItems");
        counts_[Image] = count_children("Images");
        counts_[DeletedPart] = count_children("DeletedText");
        std::vector<std::string> out;
        for (std::size_t loss = 0; loss < LossCount; ++loss) {
            if (counts_[loss] == 0) continue;
            const bool one = counts_[loss] == 1;
            out.push_back(std::to_string(counts_[loss]) + " " +
                          std::string(one ? kWords[loss].one : kWords[loss].many) +
                          (one ? ": Fountain cannot say it, the Final Draft file keeps it."
                               : ": Fountain cannot say them, the Final Draft file keeps them."));
        }
        return out;
    }

private:
    [[nodiscard]] std::size_t count_children(const char* name) const {
        std::size_t count = 0;
        for (const auto& child : root_.child(name).children()) {
            count += child.type() == pugi::node_element;
        }
        return count;
    }

    void add(const pugi::xml_node& node) {
        const std::string_view alignment = node.attribute("Alignment").as_string();
        counts_[Aligned] += alignment == "Right" || alignment == "Full";
        constexpr std::array kIndents = {"LeftIndent", "RightIndent", "FirstIndent", "Leading"};
        counts_[Shifted] += std::any_of(kIndents.begin(), kIndents.end(),
                                        [&](const char* name) { return node.attribute(name); });
        counts_[Bookmarked] += is_set(node.attribute("Bookmark"), "");
        for (const auto& child : node.children()) {
            const std::string_view name = child.name();
            if (name == "Text") {
                add_run(child);
            } else if (name == "SceneProperties") {
                counts_[SceneData] += is_set(child.attribute("Title"), "") ||
                                      is_set(child.attribute("Color"), "#FFFFFFFFFFFF") ||
                                      child.child("SceneArcBeats").first_child();
            } else if (name == "DualDialogue") {
                for (const auto& inner : child.children("Paragraph")) add(inner);
            }
        }
    }

    void add_run(const pugi::xml_node& node) {
        const std::string_view style = node.attribute("Style").as_string();
        counts_[Revised] += is_set(node.attribute("RevisionID"), "0");
        counts_[Tagged] += is_set(node.attribute("TagNumber"), "0");
        counts_[Coloured] += is_set(node.attribute("Color"), "#000000000000") ||
                             is_set(node.attribute("Background"), "#FFFFFFFFFFFF");
        counts_[StruckOut] += style.find("Strikeout") != std::string_view::npos;
    }

    pugi::xml_node root_;
    std::array<std::size_t, LossCount> counts_{};
};

}  // namespace

std::vector<std::string> find_fdx_losses(const pugi::xml_node& root) {
    return Counter(root).count();
}

}  // namespace fabula::screenplay
