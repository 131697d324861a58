#include <algorithm>
#include <array>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "screenplay/intake/play.hpp"
#include "screenplay/intake/readers.hpp"
#include "screenplay/intake/script_builder.hpp"
#include "screenplay/intake/xml.hpp"

namespace fabula::screenplay {

namespace {

bool is_division(std::string_view name) {
    return name == "div" || (name.size() == 4 && name.starts_with("div")) || name == "group" ||
           name == "prologue" || name == "epilogue" || name == "floatingText";
}

// Marks of the printed page, which say nothing of the play.
bool is_mark(std::string_view name) {
    static constexpr std::array<std::string_view, 7> kMarks = {"pb", "lb",        "cb",    "gb",
                                                               "fw", "milestone", "anchor"};
    return std::find(kMarks.begin(), kMarks.end(), name) != kMarks.end();
}

bool is_left_out(std::string_view name) {
    return name == "note" || name == "figure" || name == "graphic" || name == "notatedMusic";
}

std::uint8_t style_of(const pugi::xml_node& node) {
    const auto name = local_name(node);
    if (name == "emph") return Italic;
    if (name != "hi") return Plain;
    const auto look = to_lower_ascii(attribute_of(node, "rend"));
    std::uint8_t style = Plain;
    if (look.find("italic") != std::string::npos) style |= Italic;
    if (look.find("bold") != std::string::npos) style |= Bold;
    if (look.find("underline") != std::string::npos) style |= Underline;
    return style;
}

// The words directly in front of child elements: <persName> of an <author>, else all.
std::string name_in(const pugi::xml_node& node) {
    const auto person = child_of(node, "persName");
    return collapsed_text(person ? person : node);
}

class TeiReader {
public:
    explicit TeiReader(const pugi::xml_node& root) : root_(root) {}

    ReadScript read() {
        read_header();
        const auto text = find_node(child_of(root_, "text"), "text");
        read_front(child_of(text, "front"));
        for (const auto& part :
             {child_of(text, "body"), child_of(text, "group"), child_of(text, "back")}) {
            read_blocks(part, 1);
        }
        if (left_out_ > 0) {
            script_.add_repair(std::to_string(left_out_) +
                               (left_out_ == 1 ? " note or picture was left out."
                                               : " notes or pictures were left out."));
        }
        return script_.finish();
    }

private:
    void read_header() {
        const auto header = child_of(root_, "teiHeader");
        const auto statement = find_node(header, "titleStmt");
        std::vector<std::string> authors;
        for (const auto& node : statement.children()) {
            const auto name = local_name(node);
            const auto words = name_in(node);
            if (name == "title") {
                const bool sub = attribute_of(node, "type") == "sub";
                script_.set_title_entry(sub ? "Subtitle" : "Title", {words});
            } else if (name == "author") {
                authors.push_back(words);
            } else {
                continue;
            }
            known_.push_back(fold(words));
        }
        script_.set_title_entry("Author", authors);
        script_.set_title_entry("Language", {std::string(attribute_of(root_, "lang"))});
        read_people(find_node(header, "particDesc"));
    }

    void read_people(const pugi::xml_node& node) {
        for (const auto& child : node.children()) {
            const auto id = attribute_of(child, "id");
            auto name = child_of(child, "persName");
            if (!name) name = child_of(child, "name");
            if (!id.empty() && name) people_.emplace(id, collapsed_text(name));
            if (child.type() == pugi::node_element && !name) read_people(child);
        }
    }

    // Title pages repeat what the header says; the rest (persons, a prologue) is kept.
    void read_front(const pugi::xml_node& front) {
        for (const auto& child : front.children()) {
            const auto name = local_name(child);
            const bool title =
                name == "titlePage" || (is_division(name) && holds_heads_only(child));
            if (!title) {
                read_block(child, 1);
                continue;
            }
            for (const auto& line : child.children()) {
                const auto words = collapsed_text(line);
                const auto known = std::find(known_.begin(), known_.end(), fold(words));
                if (known == known_.end()) script_.add_centered({words, {}});
            }
        }
    }

    static bool holds_heads_only(const pugi::xml_node& node) {
        return std::all_of(node.begin(), node.end(), [](const auto& child) {
            const auto name = local_name(child);
            return child.type() != pugi::node_element || name == "head" || is_mark(name);
        });
    }

    void read_blocks(const pugi::xml_node& node, std::size_t depth) {
        for (const auto& child : node.children()) read_block(child, depth);
    }

    void read_block(const pugi::xml_node& node, std::size_t depth) {
        const auto name = local_name(node);
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
            return script_.add_action({clean_text(trim(node.value())), {}});
        }
        if (is_mark(name)) return;
        if (is_left_out(name)) {
            ++left_out_;
        } else if (is_division(name)) {
            read_division(node, depth);
        } else if (name == "sp") {
            read_speech(node);
        } else if (name == "castList") {
            read_cast(node, depth);
        } else if (name == "lg") {
            std::string lines;
            gather_lines(node, lines);
            script_.add_action({std::move(lines), {}});
        } else if (name == "spGrp" || name == "list" || name == "quote" || name == "cit" ||
                   name == "table" || name == "row" || name == "set" || name == "performance" ||
                   name == "text" || name == "front" || name == "body" || name == "back") {
            read_blocks(node, depth);
        } else if (node.type() == pugi::node_element) {
            StyledText text;
            read_words(node, text, style_of(node));
            script_.add_action(std::move(text));
        }
    }

    static bool holds_divisions(const pugi::xml_node& node) {
        return std::any_of(node.begin(), node.end(),
                           [](const auto& child) { return is_division(local_name(child)); });
    }

    void read_division(const pugi::xml_node& node, std::size_t depth) {
        const bool scene = !holds_divisions(node) && child_of(node, "sp");
        bool named = false;
        for (const auto& child : node.children()) {
            if (local_name(child) != "head") {
                read_block(child, depth + 1);
                continue;
            }
            const auto words = collapsed_text(child);
            if (words.empty()) continue;
            if (named) {
                script_.add_centered({words, {}});
            } else if (scene) {
                add_play_heading(script_, depth, words);
            } else {
                script_.add_section(depth, words);
            }
            named = true;
        }
    }

    static void gather_lines(const pugi::xml_node& node, std::string& out) {
        for (const auto& child : node.children()) {
            const auto name = local_name(child);
            if (name == "lg") {
                gather_lines(child, out);
            } else if (!is_mark(name)) {
                const auto words = collapsed_text(child);
                if (words.empty()) continue;
                if (!out.empty()) out.push_back('\n');
                out.append(words);
            }
        }
    }

    void read_cast(const pugi::xml_node& node, std::size_t depth) {
        std::string lines;
        for (const auto& child : node.children()) {
            if (local_name(child) == "head") {
                script_.add_section(depth, collapsed_text(child));
            } else {
                gather_cast(child, lines);
            }
        }
        script_.add_action({std::move(lines), {}});
    }

    static void gather_cast(const pugi::xml_node& node, std::string& out) {
        if (local_name(node) == "castGroup") {
            for (const auto& child : node.children()) gather_cast(child, out);
            return;
        }
        const auto words = collapsed_text(node);
        if (words.empty()) return;
        if (!out.empty()) out.push_back('\n');
        out.append(words);
    }

    // "#gretel" and "#gretel #haensel" by the list of persons.
    [[nodiscard]] std::string names_of(std::string_view who) const {
        std::string out;
        for (auto id : split(who, ' ')) {
            if (id.starts_with('#')) id.remove_prefix(1);
            const auto person = people_.find(std::string(id));
            if (person == people_.end()) continue;
            if (!out.empty()) out.append(", ");
            out.append(person->second);
        }
        return out;
    }

    void read_speech(const pugi::xml_node& node) {
        std::string names;
        for (const auto& child : node.children()) {
            if (local_name(child) != "speaker") continue;
            const auto words = collapsed_text(child);
            if (!names.empty()) names.append(" ");
            names.append(speaker_name(words));
        }
        if (names.empty()) names = to_upper(names_of(attribute_of(node, "who")));
        if (names.empty()) script_.end_speech();
        script_.add_cue({std::move(names), {}});
        for (const auto& child : node.children()) read_spoken(child);
        say();
    }

    void read_spoken(const pugi::xml_node& node) {
        const auto name = local_name(node);
        if (is_mark(name) || name == "speaker") return;
        if (is_left_out(name)) {
            ++left_out_;
        } else if (name == "stage") {
            direct(node);
        } else if (name == "lg") {
            for (const auto& child : node.children()) read_spoken(child);
            say();
        } else if (name == "sp" || name == "quote" || name == "list" || name == "spGrp") {
            for (const auto& child : node.children()) read_spoken(child);
        } else {
            if (!spoken_.text.empty()) append_run(spoken_, "\n", Plain);
            read_spoken_words(node, style_of(node));
            if (name != "l") say();
        }
    }

    // The words of a paragraph or line; a direction within ends what was said before it.
    void read_spoken_words(const pugi::xml_node& node, std::uint8_t style) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
            return append_collapsed(spoken_, clean_text(node.value()), style);
        }
        for (const auto& child : node.children()) {
            const auto name = local_name(child);
            if (name == "stage") {
                direct(child);
            } else if (is_left_out(name)) {
                ++left_out_;
            } else if (name == "lb") {
                append_collapsed(spoken_, " ", style);
            } else if (name == "l" || name == "p") {
                if (!spoken_.text.empty()) append_run(spoken_, "\n", style);
                read_spoken_words(child, style);
            } else if (!is_mark(name)) {
                read_spoken_words(child, static_cast<std::uint8_t>(style | style_of(child)));
            }
        }
    }

    void direct(const pugi::xml_node& stage) {
        say();
        StyledText text;
        read_words(stage, text, Plain);
        script_.add_parenthetical(std::move(text));
    }

    void say() { script_.add_dialogue(std::exchange(spoken_, {})); }

    void read_words(const pugi::xml_node& node, StyledText& out, std::uint8_t style) {
        for (const auto& child : node.children()) {
            const auto name = local_name(child);
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                append_collapsed(out, clean_text(child.value()), style);
            } else if (is_left_out(name)) {
                ++left_out_;
            } else if (name == "lb") {
                append_collapsed(out, " ", style);
            } else if (!is_mark(name)) {
                if (name == "l" || name == "p" || name == "item") append_run(out, "\n", style);
                read_words(child, out, static_cast<std::uint8_t>(style | style_of(child)));
            }
        }
    }

    pugi::xml_node root_;
    ScriptBuilder script_{Format::Stage};
    StyledText spoken_;                          // Of the open speech, since its last direction.
    std::map<std::string, std::string> people_;  // Names by id.
    std::vector<std::string> known_;             // Folded: what the title page says already.
    std::size_t left_out_ = 0;
};

}  // namespace

bool is_tei(std::string_view head) noexcept {
    return head.find("<TEI") != std::string_view::npos ||
           head.find("http://www.tei-c.org/ns/1.0") != std::string_view::npos;
}

ReadScript read_tei(std::string_view text) {
    pugi::xml_document xml;
    if (auto why = load_xml(text, xml)) return refused_script(std::move(*why));
    const auto root = find_node(xml, "TEI");
    if (!find_node(child_of(root, "text"), "body")) {
        return refused_script("This TEI file has no text.");
    }
    return TeiReader(root).read();
}

}  // namespace fabula::screenplay
