#include "screenplay/fdx/reader.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/fdx.hpp"
#include "screenplay/fdx/kinds.hpp"
#include "screenplay/fdx/layout_words.hpp"
#include "screenplay/fdx/losses.hpp"
#include "screenplay/fdx/note_reader.hpp"
#include "screenplay/fdx/page_locks.hpp"
#include "screenplay/fdx/positions.hpp"
#include "screenplay/fdx/text.hpp"
#include "screenplay/fdx/title.hpp"
#include "screenplay/fdx/xml.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/pages/units.hpp"

namespace fabula::screenplay {

namespace {

// Parts of a paragraph that hold paragraphs of no script.
bool is_apart(std::string_view name) {
    return name == "ScriptNote" || name == "SceneProperties" || name.starts_with("Alt") ||
           name == "Text" || name == "DualDialogue" || name == "OmittedScene";
}

class Reader {
public:
    explicit Reader(const FdxSettings& settings) : settings_(settings) {}

    FdxReading read(const pugi::xml_node& root) {
        out_.document.title_page = read_fdx_title(root.child("TitlePage"));
        notes_.expect(root);
        locks_ = read_page_locks(root);
        notes_.add_first();
        read_content(root.child("Content"));
        notes_.add_rest(root);
        finish();
        say_repairs();
        return std::move(out_);
    }

    // The paragraphs of an omitted scene, which is a text of its own.
    std::string read_apart(const pugi::xml_node& content) {
        read_content(content);
        return print_fountain(out_.document);
    }

private:
    [[nodiscard]] std::vector<Element>& elements() { return out_.document.elements; }

    void read_content(const pugi::xml_node& content) {
        each_fdx_paragraph(content, [&](const pugi::xml_node& node) {
            add_locked_pages(node);
            const auto origin = add_paragraph(node, Dual::None);
            const auto count = elements().size();
            notes_.add_ranged(node, origin, speech_behind(node));
            if (elements().size() > count) after_general_ = false;
        });
    }

    // Page breaks with the numbers of the locked pages that begin with the paragraph.
    void add_locked_pages(const pugi::xml_node& node) {
        opens_locked_page_ = false;
        if (next_lock_ == locks_.size()) return;
        const bool speaks = goes_on_speaking(settings_.of(node));
        for (; next_lock_ < locks_.size() && locks_[next_lock_].position <= offset_; ++next_lock_) {
            const auto& lock = locks_[next_lock_];
            // At the end of a paragraph begins the next one.
            const bool inside = lock.position + 1 < offset_ || speaks;
            lost_locks_ += inside;
            if (inside || lock.label.empty()) continue;
            begin(ElementType::PageBreak).scene_number = lock.label;
            opens_locked_page_ = true;
        }
        offset_ += fdx_length(node) + 1;
    }

    // Answers the origin of the paragraph's own text.
    std::size_t add_paragraph(const pugi::xml_node& node, Dual dual) {
        std::size_t origin = kNoFdxOrigin;
        const auto both = node.child("DualDialogue");
        if (both) add_dual(both);
        auto styled = fdx_text(node);
        const bool empty = trim(styled.text).empty();
        if (!both || !empty) {
            const auto setting = settings_.of(node);
            if (setting.capitals && setting.kind != FdxKind::Outline) capitalize(styled);
            const bool act =
                setting.kind == FdxKind::NewAct && slot_of_centered(styled.text) == Slot::NewAct;
            if (!act && starts_page(node, setting)) begin(ElementType::PageBreak);
            opens_locked_page_ = false;
            origin = out_.origins.size();
            dual_ = dual;
            if (empty) {
                out_.origins.push_back({node, 0, 0, 0, true});
                blanks_.push_back(origin);
            } else {
                out_.origins.push_back({node, 0, 0, 0, false});
                add_kind(node, setting, std::move(styled));
            }
            const auto count = elements().size();
            notes_.add_inner(node, origin, speech_behind(node));
            if (elements().size() > count) after_general_ = false;
        }
        add_inner(node);
        return origin;
    }

    // What the paragraph holds besides its words.
    void add_inner(const pugi::xml_node& node) {
        for (const auto& child : node.children()) {
            if (std::string_view(child.name()) == "OmittedScene") add_omitted(child);
            if (!is_apart(child.name()) && child.child("Paragraph")) {
                for (const auto& inner : child.children("Paragraph")) {
                    add_paragraph(inner, Dual::None);
                }
            }
        }
    }

    // Fountain's boneyard is what writers cut and keep.
    void add_omitted(const pugi::xml_node& node) {
        auto text = Reader(settings_).read_apart(node);
        for (auto at = text.find("*/"); at != std::string::npos; at = text.find("*/", at)) {
            text.insert(at + 1, " ");
        }
        if (text.empty()) return;
        begin(ElementType::Boneyard).text = "\n" + text;
        after_general_ = false;
    }

    // Two speakers stand beside each other; what a third says comes behind them.
    void add_dual(const pugi::xml_node& both) {
        const auto first = elements().size();
        std::size_t cues = 0;
        for (const auto& node : both.children("Paragraph")) {
            cues += settings_.of(node).kind == FdxKind::Character;
            add_paragraph(node, cues > 2 ? Dual::None : cues == 2 ? Dual::Right : Dual::Left);
        }
        in_speech_ = false;
        if (cues >= 2) return;
        for (auto at = first; at < elements().size(); ++at) elements()[at].dual = Dual::None;
    }

    // A page break of Fountain would tear the speech in two.
    [[nodiscard]] bool goes_on_speaking(const FdxSetting& setting) const {
        return in_speech_ && is_spoken(setting.kind);
    }

    [[nodiscard]] bool starts_page(const pugi::xml_node& node, const FdxSetting& setting) const {
        const auto own = node.attribute("StartsNewPage");
        const bool starts = own ? says_yes(own) : setting.starts_page;
        return starts && !opens_locked_page_ && !goes_on_speaking(setting) && !out_.origins.empty();
    }

    Element& begin(ElementType type) {
        auto& element = elements().emplace_back();
        element.type = type;
        element.blank_lines = 1;
        after_general_ = false;
        return element;
    }

    // Empty paragraphs are blank lines above what follows them.
    Element& add(ElementType type, StyledText styled) {
        const auto index = static_cast<std::uint32_t>(elements().size());
        auto& element = begin(type);
        const auto gap = std::min<std::size_t>(1 + blanks_.size(), 0xFFFF);
        element.blank_lines = static_cast<std::uint16_t>(gap);
        for (const auto blank : blanks_) out_.origins[blank].element = index;
        blanks_.clear();
        element.text = std::move(styled.text);
        element.runs = std::move(styled.runs);
        element.dual = dual_;
        in_speech_ = false;
        after_general_ = false;
        set_origin(index, 0);
        return element;
    }

    // The paragraph at hand became the end of an element's text.
    void set_origin(std::uint32_t element, std::size_t from) {
        if (out_.origins.empty()) return;
        auto& origin = out_.origins.back();
        origin.element = element;
        origin.from = static_cast<std::uint32_t>(from);
        origin.to = static_cast<std::uint32_t>(elements()[element].text.size());
    }

    void add_kind(const pugi::xml_node& node, const FdxSetting& setting, StyledText styled) {
        const auto alignment = node.attribute("Alignment");
        const bool centered =
            std::string_view(alignment.as_string()) == "Center" || (!alignment && setting.centered);
        if (is_spoken(setting.kind)) return add_spoken(setting.kind, std::move(styled));
        switch (setting.kind) {
            case FdxKind::SceneHeading: return add_heading(node, std::move(styled));
            case FdxKind::Character:
                add_line(ElementType::Character, std::move(styled));
                in_speech_ = true;
                return;
            case FdxKind::Transition: return add_line(ElementType::Transition, std::move(styled));
            case FdxKind::NewAct: return add_act(std::move(styled));
            case FdxKind::EndOfAct:
                underline(styled);
                return add_line(ElementType::Centered, std::move(styled));
            case FdxKind::Title: return add_line(ElementType::Centered, std::move(styled));
            case FdxKind::Outline:
                add_line(ElementType::Section, std::move(styled));
                elements().back().level = setting.level;
                return;
            case FdxKind::Summary: return add_line(ElementType::Synopsis, std::move(styled));
            default: break;
        }
        if (centered) return add_line(ElementType::Centered, std::move(styled));
        if (setting.kind == FdxKind::General && after_general_ && blanks_.empty()) {
            return continue_text(std::move(styled));
        }
        auto& element = add(ElementType::Action, std::move(styled));
        element.shot = setting.kind == FdxKind::Shot;
        if (element.shot) element.forced = true;
        space_out(node, element);
        after_general_ = setting.kind == FdxKind::General;
    }

    // Elements of one line lose their outer blanks and line breaks in Fountain.
    void add_line(ElementType type, StyledText styled) {
        std::replace(styled.text.begin(), styled.text.end(), '\n', ' ');
        trim_styled(styled);
        add(type, std::move(styled)).forced = type == ElementType::Centered;
    }

    // A further line of the last element: "General" has no space above it.
    void continue_text(StyledText styled) {
        auto& element = elements().back();
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
        set_origin(static_cast<std::uint32_t>(elements().size() - 1), shift);
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
        auto& element = elements().back();
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

    // As Final Draft shows the beginning and the end of an act, where the words do not say so.
    static void underline(StyledText& styled) {
        trim_styled(styled);
        if (slot_of_centered(styled.text) != Slot::Centered) return;
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

    void add_spoken(FdxKind kind, StyledText styled) {
        if (kind == FdxKind::Dialogue && reads_as_parenthetical(styled.text)) {
            kind = FdxKind::Parenthetical;
        }
        const bool lyric = kind == FdxKind::Lyric;
        if (!in_speech_ && !lyric) {
            ++orphans_;
            add(ElementType::Action, std::move(styled));
            return;
        }
        const bool inside = in_speech_;
        if (kind == FdxKind::Dialogue) {
            add_dialogue(std::move(styled));
        } else {
            trim_styled(styled);
            if (kind == FdxKind::Parenthetical) parenthesize(styled);
            if (lyric) std::replace(styled.text.begin(), styled.text.end(), '\n', ' ');
            const auto above = blanks_.size();
            add(lyric ? ElementType::Lyric : ElementType::Parenthetical, std::move(styled));
            const bool apart = lyric && !inside && !(after_lyric() && above == 0);
            if (!apart) elements().back().blank_lines = 0;
        }
        in_speech_ = inside;
    }

    [[nodiscard]] bool after_lyric() {
        return elements().size() > 1 &&
               elements()[elements().size() - 2].type == ElementType::Lyric;
    }

    static std::uint32_t count_leading_breaks(std::string_view text) {
        const auto words = text.find_first_not_of(" \t\n");
        return static_cast<std::uint32_t>(std::ranges::count(text.substr(0, words), '\n'));
    }

    // Paragraphs of one speech are lines of one dialogue, empty ones between them too.
    void add_dialogue(StyledText styled) {
        const auto lead = elements().back().type == ElementType::Parenthetical
                              ? count_leading_breaks(styled.text)
                              : 0;
        trim_styled(styled);
        if (lead > 0) {
            styled.text.insert(0, lead, '\n');
            for (auto& run : styled.runs) {
                run.from += run.from > 0 ? lead : 0;
                run.to += lead;
            }
        }
        if (elements().back().type != ElementType::Dialogue) {
            add(ElementType::Dialogue, std::move(styled)).blank_lines = 0;
            return;
        }
        auto& last = elements().back();
        for (const auto blank : blanks_) {
            last.text.push_back('\n');
            auto& origin = out_.origins[blank];
            origin.element = static_cast<std::uint32_t>(elements().size() - 1);
            origin.from = origin.to = static_cast<std::uint32_t>(last.text.size());
            origin.blank = false;
        }
        blanks_.clear();
        continue_text(std::move(styled));
    }

    [[nodiscard]] FdxNoteReader::Speech speech_behind(const pugi::xml_node& node) {
        using enum FdxNoteReader::Speech;
        const auto next = node.next_sibling("Paragraph");
        if (!in_speech_ || elements().empty() || !is_spoken(settings_.of(next).kind)) return Over;
        return elements().back().type == ElementType::Dialogue ? Torn : GoesOn;
    }

    void finish() {
        const auto end = static_cast<std::uint32_t>(elements().size());
        for (const auto blank : blanks_) out_.origins[blank].element = end;
        notes_.finish();
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
        const auto lost_locks = lost_locks_ + (locks_.size() - next_lock_);
        say(lost_locks,
            "locked page: Fountain cannot say where it begins, the Final Draft file keeps it.",
            "locked pages: Fountain cannot say where they begin, the Final Draft file keeps them.");
    }

    const FdxSettings& settings_;
    FdxReading out_;
    FdxNoteReader notes_{out_};
    std::vector<std::size_t> blanks_;  // Origins of empty paragraphs since the last element.
    Dual dual_ = Dual::None;
    bool in_speech_ = false;
    bool after_general_ = false;
    std::vector<FdxPageLock> locks_;
    std::size_t next_lock_ = 0;
    std::uint32_t offset_ = 0;  // Units before the next paragraph, while locks are to come.
    bool opens_locked_page_ = false;
    std::size_t lost_locks_ = 0;
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

FdxReading read_fdx_tree(const pugi::xml_node& root) {
    const FdxSettings settings(root);
    return Reader(settings).read(root);
}

FdxScript read_fdx(std::string_view text) {
    const auto tree = load_fdx(text);
    if (tree.refusal) return refuse(*tree.refusal);
    auto reading = read_fdx_tree(tree.root);
    if (reading.origins.empty()) return refuse("This Final Draft file has no paragraphs.");
    if (reading.document.elements.empty()) return refuse("This Final Draft file has no text.");
    for (auto& loss : find_fdx_losses(tree.root)) reading.repairs.push_back(std::move(loss));
    return {std::move(reading.document), fdx_layout_words(tree.root), std::move(reading.repairs),
            std::nullopt};
}

}  // namespace fabula::screenplay
