#include "screenplay/fdx/skeleton.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "base/text.hpp"
#include "screenplay/fdx/paragraphs.hpp"
#include "screenplay/fdx/xml.hpp"

namespace fabula::screenplay {

namespace {

// Final Draft's "Screenplay" template: inches from the left edge, points above.
struct Kind {
    std::string_view type;
    std::string_view style;
    std::string_view alignment;
    std::string_view first;
    std::string_view left;
    std::string_view right;
    std::string_view above;
    std::string_view starts_page;
    std::string_view paginate_as;
    std::string_view return_key;
    std::string_view shortcut;
};

constexpr std::array<Kind, 13> kKinds = {{
    {"General", "", "Left", "0.00", "1.50", "7.50", "0", "No", "General", "General", "0"},
    {"Scene Heading", "AllCaps", "Left", "0.00", "1.50", "7.50", "24", "No", "Scene Heading",
     "Action", "1"},
    {"Action", "", "Left", "0.00", "1.50", "7.50", "12", "No", "Action", "Action", "2"},
    {"Character", "AllCaps", "Left", "0.00", "3.50", "7.25", "12", "No", "Character", "Dialogue",
     "3"},
    {"Parenthetical", "", "Left", "-0.10", "3.00", "5.50", "0", "No", "Parenthetical", "Dialogue",
     "4"},
    {"Dialogue", "", "Left", "0.00", "2.50", "6.00", "0", "No", "Dialogue", "Action", "5"},
    {"Transition", "AllCaps", "Right", "0.00", "5.50", "7.10", "12", "No", "Transition",
     "Scene Heading", "6"},
    {"Shot", "AllCaps", "Left", "0.00", "1.50", "7.50", "12", "No", "Scene Heading", "Action", "7"},
    {"Cast List", "AllCaps", "Left", "0.00", "1.50", "7.50", "0", "No", "Action", "Action", "8"},
    {"New Act", "Underline+AllCaps", "Center", "0.00", "1.50", "7.50", "0", "Yes", "General",
     "Scene Heading", "9"},
    {"End of Act", "Underline+AllCaps", "Center", "0.00", "1.50", "7.50", "24", "No", "Character",
     "New Act", ":"},
    {"Cold Opening", "Underline+AllCaps", "Center", "0.00", "1.50", "7.50", "12", "No", "General",
     "Scene Heading", ""},
    {"Lyric", "Italic", "Left", "0.00", "2.50", "7.38", "0", "No", "Dialogue", "Action", ";"},
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

constexpr std::string_view kPages =
    R"(  <PageLayout BackgroundColor="#FFFFFFFFFFFF" BottomMargin="72" BreakDialogueAndActionAtSentences="Yes" DocumentLeading="Normal" FooterMargin="36" ForegroundColor="#000000000000" HeaderMargin="36" InvisiblesColor="#808080808080" TopMargin="72" UsesSmartQuotes="No">
    <PageSize Height="11.00" Width="8.50"/>
    <AutoCastList AddParentheses="Yes" AutomaticallyGenerate="No" CastListElement="Cast List"/>
  </PageLayout>
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
    explicit Skeleton(const Document& document) : document_(document) {}

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
        out_.append(kPages);
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
            } else if (to_upper(paragraph.text.text) != paragraph.text.text) {
                mixed_.insert(paragraph.type);
            }
        }
    }

    void add_kind(const Kind& kind) {
        std::string style(kind.style);
        if (const auto caps = style.find("AllCaps");
            caps != style.npos && mixed_.contains(kind.type)) {
            style.erase(caps > 0 ? caps - 1 : 0);
        }
        add_settings(kind, style);
    }

    void add_settings(const Kind& kind, std::string_view style) {
        const auto attribute = [&](std::string_view name, std::string_view value) {
            out_.append(" ").append(name).append("=\"").append(value).append("\"");
        };
        out_.append("  <ElementSettings");
        attribute("Type", kind.type);
        out_.append(">\n    <FontSpec ").append(kFont);
        attribute("Style", style);
        out_.append("/>\n    <ParagraphSpec");
        attribute("Alignment", kind.alignment);
        attribute("FirstIndent", kind.first);
        attribute("Leading", "Regular");
        attribute("LeftIndent", kind.left);
        attribute("RightIndent", kind.right);
        attribute("SpaceBefore", kind.above);
        attribute("Spacing", "1");
        attribute("StartsNewPage", kind.starts_page);
        out_.append("/>\n    <Behavior");
        attribute("PaginateAs", kind.paginate_as);
        attribute("ReturnKey", kind.return_key);
        attribute("Shortcut", kind.shortcut);
        out_.append("/>\n  </ElementSettings>\n");
    }

    void add_outline(std::size_t level) {
        const auto type = "Outline " + std::to_string(level);
        add_settings(
            {type, "", "Left", "0.00", "1.50", "7.50", "12", "No", "General", "Action", ""},
            "Bold");
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
    std::string out_;
    std::set<std::string, std::less<>> mixed_;
    std::array<bool, 6> outlines_{};
};

}  // namespace

std::string fdx_skeleton(const Document& document) {
    return Skeleton(document).write();
}

}  // namespace fabula::screenplay
