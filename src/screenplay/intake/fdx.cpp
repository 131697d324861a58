#include "screenplay/intake/fdx.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/grammar/heading.hpp"
#include "screenplay/intake/fdx_text.hpp"
#include "screenplay/intake/fdx_title.hpp"
#include "screenplay/intake/xml_guard.hpp"

namespace fabula::screenplay {

namespace {

enum class Kind {
    General,
    Action,
    SceneHeading,
    Character,
    Parenthetical,
    Dialogue,
    Transition,
    Shot,
    NewAct,
    EndOfAct,
    Title,
    Lyric,
};

struct KindName {
    std::string_view name;  // Lower case.
    Kind kind;
    bool capitals;  // Final Draft shows it in capitals where the file does not say.
};

constexpr std::array kKinds = {
    KindName{"general", Kind::General, false},
    KindName{"action", Kind::Action, false},
    KindName{"scene heading", Kind::SceneHeading, true},
    KindName{"character", Kind::Character, true},
    KindName{"parenthetical", Kind::Parenthetical, false},
    KindName{"dialogue", Kind::Dialogue, false},
    KindName{"transition", Kind::Transition, true},
    KindName{"shot", Kind::Shot, true},
    KindName{"cast list", Kind::Action, true},
    KindName{"new act", Kind::NewAct, true},
    KindName{"end of act", Kind::EndOfAct, true},
    KindName{"cold opening", Kind::NewAct, true},
    KindName{"lyric", Kind::Lyric, false},
    KindName{"lyrics", Kind::Lyric, false},
    KindName{"show/ep. title", Kind::Title, true},
};

const KindName* find_kind(std::string_view name) {
    const auto lower = to_lower_ascii(trim(name));
    const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                    [&](const KindName& kind) { return kind.name == lower; });
    return found == kKinds.end() ? nullptr : &*found;
}

bool is_spoken(Kind kind) {
    return kind == Kind::Dialogue || kind == Kind::Parenthetical || kind == Kind::Lyric;
}

// How a kind of paragraph looks, by the file's own settings.
struct Setting {
    Kind kind = Kind::Action;
    bool capitals = false;
    bool starts_page = false;
    bool centered = false;
};

Setting setting_of(const pugi::xml_node& node) {
    const auto* kind = find_kind(node.attribute("Type").as_string());
    // Templates have kinds of their own, which say what they behave like.
    if (kind == nullptr)
        kind = find_kind(node.child("Behavior").attribute("PaginateAs").as_string());
    Setting setting;
    if (kind != nullptr) setting.kind = kind->kind;
    const auto spec = node.child("ParagraphSpec");
    const std::string_view style = node.child("FontSpec").attribute("Style").as_string();
    setting.capitals = style.find("AllCaps") != std::string_view::npos;
    setting.starts_page = std::string_view(spec.attribute("StartsNewPage").as_string()) == "Yes";
    setting.centered = std::string_view(spec.attribute("Alignment").as_string()) == "Center";
    return setting;
}

class FdxReader {
public:
    explicit FdxReader(const pugi::xml_node& root) : root_(root) {}

    FdxScript read() {
        for (const auto& node : root_.children("ElementSettings")) {
            settings_[to_lower_ascii(node.attribute("Type").as_string())] = setting_of(node);
        }
        out_.document.title_page = read_fdx_title(root_.child("TitlePage"));
        for (const auto& node : root_.child("Content").children("Paragraph")) {
            add_paragraph(node, Dual::None);
        }
        add_ranged_notes();
        std::stable_sort(
            out_.document.notes.begin(), out_.document.notes.end(),
            [](const InlineNote& a, const InlineNote& b) { return a.element < b.element; });
        say_repairs();
        return std::move(out_);
    }

private:
    void add_paragraph(const pugi::xml_node& node, Dual dual) {
        if (const auto both = node.child("DualDialogue")) {
            add_dual(both);
            if (trim(fdx_text(node).text).empty()) return;
        }
        const auto setting = setting_for(node);
        auto styled = fdx_text(node);
        offsets_.push_back({offset_, out_.document.elements.size()});
        offset_ += count_utf16_units(styled.text) + 1;
        if (setting.capitals) capitalize(styled);
        if (starts_page(node, setting)) begin(ElementType::PageBreak);
        if (trim(styled.text).empty()) {
            ++empty_;
            return;
        }
        dual_ = dual;
        add_kind(node, setting, std::move(styled));
        offsets_.back().element = last_but_synopsis();
        add_notes(node);
    }

    [[nodiscard]] std::size_t last_but_synopsis() const {
        auto last = out_.document.elements.size() - 1;
        while (last > 0 && out_.document.elements[last].type == ElementType::Synopsis) --last;
        return last;
    }

    void add_dual(const pugi::xml_node& both) {
        std::size_t cues = 0;
        for (const auto& node : both.children("Paragraph")) {
            cues += setting_for(node).kind == Kind::Character;
            add_paragraph(node, cues > 2 ? Dual::None : cues == 2 ? Dual::Right : Dual::Left);
        }
        if (cues == 2) return;
        for (auto& element : out_.document.elements) {
            if (element.dual == Dual::Left && cues < 2) element.dual = Dual::None;
        }
    }

    [[nodiscard]] Setting setting_for(const pugi::xml_node& node) const {
        const std::string_view type = node.attribute("Type").as_string();
        const auto found = settings_.find(to_lower_ascii(type));
        if (found != settings_.end()) return found->second;
        Setting setting;
        if (const auto* kind = find_kind(type)) {
            setting.kind = kind->kind;
            setting.capitals = kind->capitals;
            setting.starts_page = kind->kind == Kind::NewAct;
        }
        return setting;
    }

    [[nodiscard]] bool starts_page(const pugi::xml_node& node, const Setting& setting) const {
        const auto own = node.attribute("StartsNewPage");
        const bool starts = own ? std::string_view(own.as_string()) == "Yes" : setting.starts_page;
        return starts && !out_.document.elements.empty();
    }

    Element& begin(ElementType type) {
        auto& element = out_.document.elements.emplace_back();
        element.type = type;
        element.blank_lines = 1;
        return element;
    }

    // Empty paragraphs are blank lines above what follows them.
    Element& add(ElementType type, StyledText styled) {
        auto& element = begin(type);
        const auto gap = std::min<std::size_t>(1 + empty_, 0xFFFF);
        element.blank_lines = static_cast<std::uint16_t>(gap);
        empty_ = 0;
        element.text = std::move(styled.text);
        element.runs = std::move(styled.runs);
        element.dual = dual_;
        in_speech_ = false;
        after_general_ = false;
        return element;
    }

    void add_kind(const pugi::xml_node& node, const Setting& setting, StyledText styled) {
        const auto alignment = node.attribute("Alignment");
        const bool centered =
            std::string_view(alignment.as_string()) == "Center" || (!alignment && setting.centered);
        if (is_spoken(setting.kind)) return add_spoken(setting.kind, std::move(styled));
        switch (setting.kind) {
            case Kind::SceneHeading: return add_heading(node, std::move(styled));
            case Kind::Character:
                add_line(ElementType::Character, std::move(styled));
                in_speech_ = true;
                return;
            case Kind::Transition: return add_line(ElementType::Transition, std::move(styled));
            case Kind::NewAct: return add_act(std::move(styled));
            case Kind::EndOfAct:
                underline(styled);
                return add_line(ElementType::Centered, std::move(styled));
            case Kind::Title: return add_line(ElementType::Centered, std::move(styled));
            default: break;
        }
        if (centered) return add_line(ElementType::Centered, std::move(styled));
        if (setting.kind == Kind::General && after_general_ && empty_ == 0) {
            return continue_action(std::move(styled));
        }
        auto& element = add(ElementType::Action, std::move(styled));
        element.shot = setting.kind == Kind::Shot;
        if (element.shot) element.forced = true;
        space_out(node, element);
        after_general_ = setting.kind == Kind::General;
    }

    // Elements of one line lose their outer blanks and line breaks in Fountain.
    void add_line(ElementType type, StyledText styled) {
        std::replace(styled.text.begin(), styled.text.end(), '\n', ' ');
        trim_styled(styled);
        add(type, std::move(styled)).forced = type == ElementType::Centered;
    }

    // "General" has no space above it.
    void continue_action(StyledText styled) {
        auto& element = out_.document.elements.back();
        const auto shift = static_cast<std::uint32_t>(element.text.size() + 1);
        if (!element.runs.empty() || !styled.runs.empty()) {
            if (element.runs.empty()) element.runs.push_back({0, shift - 1, Plain});
            element.runs.back().to = shift;
            if (styled.runs.empty()) {
                styled.runs.push_back({0, static_cast<std::uint32_t>(styled.text.size()), Plain});
            }
        }
        element.text.append("\n").append(styled.text);
        for (const auto& run : styled.runs) {
            element.runs.push_back({run.from + shift, run.to + shift, run.style});
        }
    }

    // A paragraph's own space above, in points of 12 a line.
    static void space_out(const pugi::xml_node& node, Element& element) {
        const auto lines = node.attribute("SpaceBefore").as_int() / 12;
        if (lines > element.blank_lines && lines <= 54) {
            element.blank_lines = static_cast<std::uint16_t>(lines);
        }
    }

    void add_heading(const pugi::xml_node& node, StyledText styled) {
        add_line(ElementType::SceneHeading, std::move(styled));
        auto& element = out_.document.elements.back();
        const std::string number(trim(node.attribute("Number").as_string()));
        std::string_view read;
        split_scene_number("x #" + number + "#", read);
        if (!number.empty() && read.empty()) ++lost_numbers_;
        if (!read.empty()) element.scene_number = number;
        element.forced = !looks_like_heading(element.text);
        if (element.forced && !is_forced_heading("." + element.text)) {
            element.type = ElementType::Action;
            ++lost_headings_;
        }
        const auto summary = node.child("SceneProperties").child("Summary");
        for (const auto& paragraph : summary.children("Paragraph")) add_synopsis(paragraph);
    }

    void add_synopsis(const pugi::xml_node& paragraph) {
        auto styled = fdx_text(paragraph);
        std::replace(styled.text.begin(), styled.text.end(), '\n', ' ');
        trim_styled(styled);
        if (styled.text.empty()) return;
        auto& element = begin(ElementType::Synopsis);
        element.text = std::move(styled.text);
        element.runs = std::move(styled.runs);
    }

    // As Final Draft shows the beginning and the end of an act.
    static void underline(StyledText& styled) {
        trim_styled(styled);
        styled.runs = {{0, static_cast<std::uint32_t>(styled.text.size()), Underline}};
    }

    // Fountain has no act headings on the page: a section for the outline, the words centred.
    void add_act(StyledText styled) {
        trim_styled(styled);
        auto& section = begin(ElementType::Section);
        section.text = styled.text;
        section.level = 1;
        underline(styled);
        add_line(ElementType::Centered, std::move(styled));
    }

    void add_spoken(Kind kind, StyledText styled) {
        const bool lyric = kind == Kind::Lyric;
        if (!in_speech_ && !lyric) {
            ++orphans_;
            add(ElementType::Action, std::move(styled));
            return;
        }
        const bool inside = in_speech_;
        if (kind == Kind::Dialogue) {
            add_dialogue(std::move(styled));
        } else {
            trim_styled(styled);
            if (kind == Kind::Parenthetical) parenthesize(styled);
            if (lyric) std::replace(styled.text.begin(), styled.text.end(), '\n', ' ');
            const auto above = empty_;
            add(lyric ? ElementType::Lyric : ElementType::Parenthetical, std::move(styled));
            const bool apart = lyric && !inside && !(after_lyric() && above == 0);
            if (!apart) out_.document.elements.back().blank_lines = 0;
        }
        in_speech_ = inside;
    }

    [[nodiscard]] bool after_lyric() const {
        const auto& elements = out_.document.elements;
        return elements.size() > 1 && elements[elements.size() - 2].type == ElementType::Lyric;
    }

    // Paragraphs of one speech are lines of one dialogue, empty ones between them too.
    void add_dialogue(StyledText styled) {
        trim_styled(styled);
        auto& last = out_.document.elements.back();
        if (last.type != ElementType::Dialogue) {
            add(ElementType::Dialogue, std::move(styled)).blank_lines = 0;
            return;
        }
        for (; empty_ > 0; --empty_) last.text.push_back('\n');
        continue_action(std::move(styled));
    }

    static void parenthesize(StyledText& styled) {
        if (opens_parenthetical(styled.text) && closes_parenthetical(styled.text)) return;
        styled.text = "(" + styled.text + ")";
        for (auto& run : styled.runs) {
            ++run.from;
            ++run.to;
        }
        if (styled.runs.empty()) return;
        styled.runs.front().from = 0;
        styled.runs.back().to = static_cast<std::uint32_t>(styled.text.size());
    }

    // Notes.

    void add_note(std::size_t element, const pugi::xml_node& note) {
        auto text = fdx_plain_text(note, "\n");
        const std::string name(trim(note.attribute("Name").as_string()));
        if (!name.empty()) text = text.empty() ? name : name + ": " + text;
        if (text.empty() || element >= out_.document.elements.size()) return;
        const auto at = static_cast<std::uint32_t>(out_.document.elements[element].text.size());
        out_.document.notes.push_back(
            {static_cast<std::uint32_t>(element), at, {}, std::move(text)});
    }

    void add_notes(const pugi::xml_node& node) {
        for (const auto& note : node.children("ScriptNote"))
            add_note(offsets_.back().element, note);
    }

    // Version 5 keeps notes apart, by their place in the whole text.
    void add_ranged_notes() {
        for (const auto& note : root_.child("ScriptNotes").children("ScriptNote")) {
            const std::string_view range = note.attribute("Range").as_string();
            const auto from = parse_integer(trim(range.substr(0, range.find(','))));
            if (!from || *from < 0 || offsets_.empty()) continue;
            auto place = std::upper_bound(
                offsets_.begin(), offsets_.end(), static_cast<std::size_t>(*from),
                [](std::size_t at, const Offset& offset) { return at < offset.from; });
            if (place != offsets_.begin()) --place;
            add_note(place->element, note);
        }
    }

    void say_repairs() {
        const auto say = [&](std::size_t count, std::string_view one, std::string_view many) {
            if (count == 0) return;
            out_.repairs.push_back(std::to_string(count) + " " +
                                   std::string(count == 1 ? one : many));
        };
        say(orphans_, "speech without a character's name above it became action.",
            "speeches without a character's name above them became action.");
        say(lost_headings_, "scene heading that begins with no letter or digit became action.",
            "scene headings that begin with no letter or digit became action.");
        say(lost_numbers_, "scene number with signs that Fountain does not know was left out.",
            "scene numbers with signs that Fountain does not know were left out.");
    }

    struct Offset {
        std::size_t from = 0;     // UTF-16 units before the paragraph, one for each break.
        std::size_t element = 0;  // Index of what it became.
    };

    pugi::xml_node root_;
    FdxScript out_;
    std::map<std::string, Setting> settings_;
    std::vector<Offset> offsets_;
    std::size_t offset_ = 0;
    std::size_t empty_ = 0;  // Empty paragraphs since the last element.
    Dual dual_ = Dual::None;
    bool in_speech_ = false;
    bool after_general_ = false;
    std::size_t orphans_ = 0;
    std::size_t lost_headings_ = 0;
    std::size_t lost_numbers_ = 0;
};

FdxScript refuse(std::string why) {
    FdxScript out;
    out.refusal = std::move(why);
    return out;
}

}  // namespace

FdxScript read_fdx(std::string_view text) {
    if (auto why = refuse_xml(text)) return refuse(std::move(*why));
    pugi::xml_document xml;
    const auto read = xml.load_buffer(
        text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (!read) {
        return refuse(std::string("The XML is broken: ") + read.description() + " (at byte " +
                      std::to_string(read.offset + 1) + ").");
    }
    const auto root = xml.child("FinalDraft");
    if (!root) return refuse("This XML file is not a Final Draft script.");
    if (!root.child("Content").child("Paragraph")) {
        return refuse("This Final Draft file has no paragraphs.");
    }
    auto out = FdxReader(root).read();
    if (out.document.elements.empty()) return refuse("This Final Draft file has no text.");
    return out;
}

}  // namespace fabula::screenplay
