#include "screenplay/fdx/skeleton.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <set>
#include <string_view>

#include "base/text.hpp"
#include "screenplay/fdx/paragraphs.hpp"
#include "screenplay/fdx/xml.hpp"
#include "screenplay/layout.hpp"

namespace fabula::screenplay {

namespace {

// What Final Draft's own template says besides the layout.
struct Kind {
    std::string_view type;
    Slot slot;
    std::string_view style;
    std::string_view paginate_as;
    std::string_view return_key;
    std::string_view shortcut;
};

constexpr std::array<Kind, 13> kKinds = {{
    {"General", Slot::Action, "", "General", "General", "0"},
    {"Scene Heading", Slot::SceneHeading, "AllCaps", "Scene Heading", "Action", "1"},
    {"Action", Slot::Action, "", "Action", "Action", "2"},
    {"Character", Slot::Character, "AllCaps", "Character", "Dialogue", "3"},
    {"Parenthetical", Slot::Parenthetical, "", "Parenthetical", "Dialogue", "4"},
    {"Dialogue", Slot::Dialogue, "", "Dialogue", "Action", "5"},
    {"Transition", Slot::Transition, "AllCaps", "Transition", "Scene Heading", "6"},
    {"Shot", Slot::Shot, "AllCaps", "Scene Heading", "Action", "7"},
    {"Cast List", Slot::Action, "AllCaps", "Action", "Action", "8"},
    {"New Act", Slot::NewAct, "Underline+AllCaps", "General", "Scene Heading", "9"},
    {"End of Act", Slot::EndOfAct, "Underline+AllCaps", "Character", "New Act", ":"},
    {"Cold Opening", Slot::ColdOpening, "Underline+AllCaps", "General", "Scene Heading", ""},
    {"Lyric", Slot::Lyric, "Italic", "Dialogue", "Action", ";"},
}};

constexpr std::string_view kFont =
    "AdornmentStyle=\"0\" Background=\"#FFFFFFFFFFFF\" Color=\"#000000000000\" "
    "Font=\"Courier Final Draft\" RevisionID=\"0\" Size=\"12\"";

constexpr std::string_view kHeader =
    R"(  <HeaderAndFooter FooterFirstPage="Yes" FooterVisible="No" HeaderFirstPage="No" HeaderVisible="Yes" StartingPage="1">
    <Header>
      <Paragraph Alignment="Left" FirstIndent="0.00" Leading="Regular" LeftIndent="1.25" RightIndent="-1.00" SpaceBefore="0" Spacing="1" StartsNewPage="No">
        <Text>	</Text>
        <DynamicLabel Type="Collated Revisions"/>
        <Text>	</Text>
        <DynamicLabel Type="Page #"/>
        <Text>.</Text>
        <Tabstops><Tabstop Position="4.50" Type="Center"/><Tabstop Position="7.25" Type="Right"/></Tabstops>
      </Paragraph>
    </Header>
    <Footer>
      <Paragraph Alignment="Right" FirstIndent="0.00" Leading="Regular" LeftIndent="1.25" RightIndent="-1.25" SpaceBefore="0" Spacing="1" StartsNewPage="No"><Text> </Text></Paragraph>
    </Footer>
  </HeaderAndFooter>
)";

constexpr std::string_view kMores =
    R"xml(    <DialogueBreaks AutomaticCharacterContinueds="No" BottomOfPage="Yes" DialogueBottom="(MORE)" DialogueTop="(CONT'D)" TopOfNext="Yes"/>
    <SceneBreaks ContinuedNumber="No" SceneBottom="(CONTINUED)" SceneBottomOfPage="No" SceneTop="CONTINUED:" SceneTopOfNext="No"/>
)xml";

void append_entry(std::string& out, std::string_view name, std::string_view text) {
    out.append("      <").append(name).append(">");
    for (const char c : xml_text(text)) {
        switch (c) {
            case '&': out.append("&amp;"); break;
            case '<': out.append("&lt;"); break;
            case '>': out.append("&gt;"); break;
            default: out.push_back(c);
        }
    }
    out.append("</").append(name).append(">\n");
}

class Skeleton {
public:
    explicit Skeleton(const Document& document)
        : document_(document), layout_(layout_for(document)) {}

    std::string write() {
        find_kinds();
        out_ =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?>\n"
            "<FinalDraft DocumentType=\"Script\" Template=\"No\" Version=\"5\">\n"
            "  <Content>\n    </Content>\n";
        out_.append(kHeader);
        for (const auto& kind : kKinds) add_kind(kind);
        for (std::size_t level = 0; level < outlines_.size(); ++level) {
            if (outlines_[level]) add_outline(level + 1);
        }
        add_page();
        out_.append("  <MoresAndContinueds>\n    <FontSpec ").append(kFont);
        out_.append(" Style=\"\"/>\n").append(kMores).append("  </MoresAndContinueds>\n");
        add_numbers();
        add_smart_type();
        return std::move(out_.append("</FinalDraft>\n"));
    }

private:
    // Which kinds have words that capitals would change.
    void find_kinds() {
        for (const auto& paragraph : fdx_paragraphs(document_).paragraphs) {
            if (paragraph.type.starts_with("Outline ")) {
                outlines_[static_cast<std::size_t>(paragraph.type.back() - '1') % 6] = true;
            } else if (shows_capitals(paragraph.type) && !mixed_.contains(paragraph.type) &&
                       to_upper(paragraph.text.text) != paragraph.text.text) {
                mixed_.insert(paragraph.type);
            }
        }
    }

    static bool shows_capitals(std::string_view type) {
        const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                       [&](const Kind& one) { return one.type == type; });
        return kind != kKinds.end() && kind->style.find("AllCaps") != std::string_view::npos;
    }

    void add_kind(const Kind& kind) {
        auto spec = layout_.of(kind.slot);
        const bool close = kind.type == "General" || kind.type == "Cast List";
        if (close) spec.space_before = 0;
        std::string style(kind.style);
        const auto capitals = style.find("AllCaps");
        if (capitals == std::string::npos) {
            if (spec.upper_case && !close) style += style.empty() ? "AllCaps" : "+AllCaps";
        } else if (mixed_.contains(kind.type)) {
            style.erase(capitals > 0 ? capitals - 1 : 0);
        }
        add_settings(kind, spec, style);
    }

    void add_settings(const Kind& kind, const ElementLayout& spec, std::string_view style) {
        constexpr std::array<std::string_view, 3> kAlignments = {"Left", "Center", "Right"};
        out_.append("  <ElementSettings");
        attribute("Type", kind.type);
        out_.append(">\n    <FontSpec ").append(kFont);
        attribute("Style", style);
        out_.append("/>\n    <ParagraphSpec");
        attribute("Alignment", kAlignments[static_cast<std::size_t>(spec.align)]);
        attribute("FirstIndent", inches(spec.first_indent));
        attribute("Leading", "Regular");
        attribute("LeftIndent", inches(spec.left));
        attribute("RightIndent", inches(spec.right));
        attribute("SpaceBefore", std::to_string(spec.space_before * 12));
        attribute("Spacing", std::to_string(spec.line_spacing));
        attribute("StartsNewPage", spec.starts_page ? "Yes" : "No");
        out_.append("/>\n    <Behavior");
        attribute("PaginateAs", kind.paginate_as);
        attribute("ReturnKey", kind.return_key);
        attribute("Shortcut", kind.shortcut);
        out_.append("/>\n  </ElementSettings>\n");
    }

    void attribute(std::string_view name, std::string_view value) {
        out_.append(" ").append(name).append("=\"").append(value).append("\"");
    }

    static std::string inches(double value) {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%.2f", value);
        return text.data();
    }

    void add_outline(std::size_t level) {
        const auto type = "Outline " + std::to_string(level);
        add_settings({type, Slot::Action, "", "General", "Action", ""}, layout_.of(Slot::Action),
                     "Bold");
    }

    void add_page() {
        const auto& page = layout_.page;
        const auto points = [](double length) { return std::to_string(std::lround(length * 72)); };
        out_.append("  <PageLayout");
        attribute("BackgroundColor", "#FFFFFFFFFFFF");
        attribute("BottomMargin", points(page.bottom));
        attribute("BreakDialogueAndActionAtSentences", layout_.breaks.at_sentences ? "Yes" : "No");
        attribute("DocumentLeading", "Normal");
        attribute("FooterMargin", points(page.footer));
        attribute("ForegroundColor", "#000000000000");
        attribute("HeaderMargin", points(page.header));
        attribute("InvisiblesColor", "#808080808080");
        attribute("TopMargin", points(page.top));
        attribute("UsesSmartQuotes", "No");
        out_.append(">\n    <PageSize");
        attribute("Height", inches(page.height));
        // Final Draft's own number for A4.
        attribute("Width", page.width > 8.2 && page.width < 8.3 ? "8.26" : inches(page.width));
        out_.append("/>\n  </PageLayout>\n");
    }

    // Numbers are shown where scenes have them.
    void add_numbers() {
        const bool numbered =
            std::any_of(document_.elements.begin(), document_.elements.end(), [](const Element& e) {
                return e.type == ElementType::SceneHeading && !e.scene_number.empty();
            });
        const std::string_view shown = numbered ? "Yes" : "No";
        out_.append("  <SceneNumberOptions LeftLocation=\"0.75\" NumberScheme=\"1A\" ");
        out_.append("RightLocation=\"7.38\" ShowNumbersOnLeft=\"").append(shown);
        out_.append("\" ShowNumbersOnRight=\"").append(shown).append("\">\n    <FontSpec ");
        out_.append(kFont).append(" Style=\"\"/>\n  </SceneNumberOptions>\n");
    }

    // What Final Draft offers while somebody types: the script's own names.
    void add_smart_type() {
        std::set<std::string> speakers;
        std::set<std::string> places;
        for (const auto& element : document_.elements) {
            if (element.type == ElementType::Character) {
                speakers.emplace(to_upper(speaker_of(element.text)));
            } else if (element.type == ElementType::SceneHeading) {
                places.insert(to_upper(heading_parts(element.text).place));
            }
        }
        out_.append("  <SmartType>\n    <Characters>\n");
        for (const auto& name : speakers) {
            if (!name.empty()) append_entry(out_, "Character", name);
        }
        out_.append("    </Characters>\n    <Locations>\n");
        for (const auto& place : places) {
            if (!place.empty()) append_entry(out_, "Location", place);
        }
        out_.append("    </Locations>\n  </SmartType>\n");
    }

    const Document& document_;
    Layout layout_;
    std::string out_;
    std::set<std::string, std::less<>> mixed_;
    std::array<bool, 6> outlines_{};
};

}  // namespace

std::string fdx_skeleton(const Document& document) {
    return Skeleton(document).write();
}

}  // namespace fabula::screenplay
