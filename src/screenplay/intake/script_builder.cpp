#include "screenplay/intake/script_builder.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/grammar/lines.hpp"

namespace fabula::screenplay {

namespace {

// Reads as something else wherever it stands in a speech.
bool ends_speech(std::string_view text) {
    for (const auto line : split(text, '\n')) {
        const auto words = trim(line);
        if (!words.empty() && (!continues_speech(words) || is_lyric(words))) return true;
    }
    return false;
}

bool is_plain(const StyledText& styled) {
    return std::all_of(styled.runs.begin(), styled.runs.end(),
                       [](const Run& run) { return run.style == Plain; });
}

// Runs that cover the text, as elements of several pieces need them.
void cover_plain(StyledText& styled) {
    if (!styled.runs.empty() || styled.text.empty()) return;
    styled.runs.push_back({0, static_cast<std::uint32_t>(styled.text.size()), Plain});
}

StyledText part_of(const StyledText& styled, std::size_t from, std::size_t to) {
    StyledText out;
    out.text = styled.text.substr(from, to - from);
    for (const auto& run : styled.runs) {
        const auto low = std::max<std::size_t>(run.from, from);
        const auto high = std::min<std::size_t>(run.to, to);
        if (low >= high) continue;
        out.runs.push_back({static_cast<std::uint32_t>(low - from),
                            static_cast<std::uint32_t>(high - from), run.style});
    }
    return out;
}

std::vector<StyledText> lines_of(const StyledText& styled) {
    std::vector<std::pair<std::size_t, std::size_t>> places;
    std::size_t from = 0;
    for (const auto line : split(styled.text, '\n')) {
        places.emplace_back(from, from + line.size());
        from += line.size() + 1;
    }
    return pieces_of(styled, places);
}

// Fountain takes no indent of spoken lines.
void trim_lines(StyledText& styled) {
    if (styled.text.find('\n') == std::string::npos) return trim_runs(styled);
    StyledText out;
    for (const auto& line : lines_of(styled)) {
        if (!out.text.empty()) append_styled_text(out, {"\n", {}});
        append_styled_text(out, line);
    }
    trim_runs(out);
    styled = std::move(out);
}

}  // namespace

std::vector<StyledText> pieces_of(const StyledText& styled,
                                  const std::vector<std::pair<std::size_t, std::size_t>>& places) {
    std::vector<StyledText> pieces;
    auto run = styled.runs.begin();
    for (const auto& [from, to] : places) {
        auto& out = pieces.emplace_back();
        const auto text = std::string_view(styled.text).substr(from, to - from);
        if (styled.runs.empty()) append_run(out, text, Plain);
        for (; run != styled.runs.end() && run->from < to; ++run) {
            const auto low = std::max<std::size_t>(run->from, from);
            const auto high = std::min<std::size_t>(run->to, to);
            if (low < high) append_run(out, text.substr(low - from, high - low), run->style);
            if (run->to > to) break;
        }
        trim_runs(out);
    }
    return pieces;
}

void append_run(StyledText& out, std::string_view text, std::uint8_t style) {
    if (text.empty()) return;
    const auto from = static_cast<std::uint32_t>(out.text.size());
    out.text.append(text);
    const auto to = static_cast<std::uint32_t>(out.text.size());
    if (!out.runs.empty() && out.runs.back().style == style) {
        out.runs.back().to = to;
    } else {
        out.runs.push_back({from, to, style});
    }
}

void append_collapsed(StyledText& out, std::string_view text, std::uint8_t style) {
    std::string words;
    bool blank_before = out.text.empty() || out.text.back() == ' ' || out.text.back() == '\n';
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t';
        if (!blank) words.push_back(c);
        if (blank && !blank_before) words.push_back(' ');
        blank_before = blank;
    }
    append_run(out, words, style);
}

void append_styled_text(StyledText& out, const StyledText& more) {
    cover_plain(out);
    if (more.runs.empty()) return append_run(out, more.text, Plain);
    for (const auto& run : more.runs) {
        append_run(out, std::string_view(more.text).substr(run.from, run.to - run.from), run.style);
    }
}

void trim_runs(StyledText& styled) {
    const auto kept = trim(styled.text);
    if (kept.size() != styled.text.size()) {
        const auto from =
            kept.empty() ? 0 : static_cast<std::size_t>(kept.data() - styled.text.data());
        styled = part_of(styled, from, from + kept.size());
    }
    if (is_plain(styled)) styled.runs.clear();
}

void join_lines(StyledText& styled) {
    std::replace(styled.text.begin(), styled.text.end(), '\n', ' ');
    trim_runs(styled);
}

Element& ScriptBuilder::add(ElementType type, StyledText text) {
    auto& element = script_.document.elements.emplace_back();
    element.type = type;
    element.blank_lines = 1;
    element.text = std::move(text.text);
    element.runs = std::move(text.runs);
    return element;
}

// A cue that nothing follows is no cue in Fountain.
void ScriptBuilder::end_speech() {
    in_speech_ = false;
    dual_ = Dual::None;
    if (empty()) return;
    auto& last = script_.document.elements.back();
    if (last.type != ElementType::Character) return;
    last.type = ElementType::Action;
    last.dual = Dual::None;
}

void ScriptBuilder::add_heading(StyledText text, std::string_view scene_number) {
    join_lines(text);
    if (text.text.empty()) return;
    end_speech();
    auto& element = add(ElementType::SceneHeading, std::move(text));
    element.forced = !looks_like_heading(element.text);
    std::string_view read;
    const auto numbered = "x #" + std::string(scene_number) + "#";
    split_scene_number(numbered, read);
    if (!read.empty()) element.scene_number = scene_number;
    if (!scene_number.empty() && read.empty()) {
        add_repair("The scene number \"" + shorten(scene_number, 40) +
                   "\" has signs that Fountain does not know and was left out.");
    }
    if (element.forced && !is_forced_heading("." + element.text)) {
        element.type = ElementType::Action;
        element.forced = false;
        element.scene_number.clear();
    }
}

void ScriptBuilder::add_action(StyledText text) {
    trim_runs(text);
    if (text.text.empty()) return;
    end_speech();
    add(ElementType::Action, std::move(text));
}

void ScriptBuilder::add_shot(StyledText text) {
    join_lines(text);
    if (text.text.empty()) return;
    end_speech();
    auto& element = add(ElementType::Action, std::move(text));
    element.shot = element.forced = script_.document.format == Format::Screenplay;
}

void ScriptBuilder::add_transition(StyledText text) {
    join_lines(text);
    if (text.text.empty()) return;
    end_speech();
    add(ElementType::Transition, std::move(text));
}

void ScriptBuilder::add_centered(StyledText text) {
    for (auto& part : lines_of(text)) {
        if (part.text.empty()) continue;
        end_speech();
        add(ElementType::Centered, std::move(part)).forced = true;
    }
}

void ScriptBuilder::add_section(std::size_t depth, std::string_view text) {
    StyledText line{std::string(text), {}};
    join_lines(line);
    if (line.text.empty()) return;
    end_speech();
    auto& element = add(ElementType::Section, std::move(line));
    element.level = static_cast<std::uint8_t>(std::clamp<std::size_t>(depth, 1, 6));
}

void ScriptBuilder::add_synopsis(std::string_view text) {
    StyledText line{std::string(text), {}};
    join_lines(line);
    if (line.text.empty()) return;
    end_speech();
    add(ElementType::Synopsis, std::move(line));
}

void ScriptBuilder::add_page_break() {
    if (empty() || script_.document.elements.back().type == ElementType::PageBreak) return;
    end_speech();
    add(ElementType::PageBreak, {});
}

void ScriptBuilder::add_cue(StyledText name, Dual dual) {
    join_lines(name);
    if (name.text.empty()) return;
    end_speech();
    auto& element = add(ElementType::Character, std::move(name));
    element.dual = dual_ = dual;
    in_speech_ = true;
}

// nullptr where the words became action.
Element* ScriptBuilder::add_spoken(ElementType type, StyledText text) {
    if (!in_speech_) {
        ++orphans_;
        add(ElementType::Action, std::move(text));
        return nullptr;
    }
    auto& element = add(type, std::move(text));
    element.blank_lines = 0;
    element.dual = dual_;
    return &element;
}

void ScriptBuilder::add_parenthetical(StyledText text) {
    join_lines(text);
    if (text.text.empty()) return;
    if (!opens_parenthetical(text.text) || !closes_parenthetical(text.text)) {
        StyledText closed;
        append_run(closed, "(", text.runs.empty() ? std::uint8_t{Plain} : text.runs.front().style);
        append_styled_text(closed, text);
        append_run(closed, ")", closed.runs.back().style);
        trim_runs(closed);
        text = std::move(closed);
    }
    add_spoken(ElementType::Parenthetical, std::move(text));
}

void ScriptBuilder::add_dialogue(StyledText text) {
    trim_lines(text);
    if (text.text.empty()) return;
    if (ends_speech(text.text)) return add_action(std::move(text));
    const bool goes_on =
        in_speech_ && script_.document.elements.back().type == ElementType::Dialogue;
    if (!goes_on) {
        add_spoken(ElementType::Dialogue, std::move(text));
        return;
    }
    auto& last = script_.document.elements.back();
    StyledText whole{std::move(last.text), std::move(last.runs)};
    append_styled_text(whole, {"\n", {}});
    append_styled_text(whole, text);
    trim_runs(whole);
    last.text = std::move(whole.text);
    last.runs = std::move(whole.runs);
}

void ScriptBuilder::add_verse(StyledText text) {
    bool first = true;
    for (auto& part : lines_of(text)) {
        if (part.text.empty()) continue;
        auto& element = add(ElementType::Lyric, std::move(part));
        element.blank_lines = in_speech_ || !first ? 0 : 1;
        element.dual = dual_;
        first = false;
    }
}

void ScriptBuilder::add_note(std::string text) {
    if (empty() || trim(text).empty()) return;
    const auto index = static_cast<std::uint32_t>(script_.document.elements.size() - 1);
    const auto at = static_cast<std::uint32_t>(script_.document.elements.back().text.size());
    script_.document.notes.push_back({index, at, {}, std::move(text)});
}

void ScriptBuilder::set_title_entry(std::string_view key, const std::vector<std::string>& lines) {
    TitleEntry entry{std::string(key), {}};
    for (const auto& line : lines) {
        StyledText plain{line, {}};
        join_lines(plain);
        if (!plain.text.empty()) entry.values.push_back(write_styled(plain.text, {}).text);
    }
    add_title_entries({std::move(entry)});
}

void ScriptBuilder::add_title_entries(std::vector<TitleEntry> entries) {
    auto& page = script_.document.title_page;
    for (auto& entry : entries) {
        const bool known = std::any_of(page.begin(), page.end(), [&](const TitleEntry& other) {
            return other.key == entry.key;
        });
        if (known || entry.values.empty()) continue;
        // A title page opens with a key that every reader knows.
        page.insert(entry.key == "Title" ? page.begin() : page.end(), std::move(entry));
    }
}

ReadScript ScriptBuilder::finish() {
    end_speech();
    if (orphans_ > 0) {
        add_repair(std::to_string(orphans_) +
                   (orphans_ == 1 ? " speech without a name above it became action."
                                  : " speeches without a name above them became action."));
    }
    if (script_.document.elements.empty() && script_.document.title_page.empty()) {
        return refused_script("The file holds no story text.");
    }
    return std::move(script_);
}

ReadScript refused_script(std::string why) {
    ReadScript out;
    out.refusal = std::move(why);
    return out;
}

}  // namespace fabula::screenplay
