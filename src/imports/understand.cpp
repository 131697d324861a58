#include "imports/understand.hpp"

#include <map>

#include "base/text.hpp"
#include "screenplay/speech.hpp"

namespace fabula::imports {

using screenplay::ElementType;

namespace {

// Where `name` stands in capitals as whole words.
std::size_t find_word(std::string_view text, std::string_view name) {
    for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const auto end = at + name.size();
        const bool opens = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(' ||
                           text[at - 1] == '\n' || text[at - 1] == '"';
        const bool closes =
            end == text.size() ||
            std::string_view(" ,.(;:!?\n\"'").find(text[end]) != std::string_view::npos;
        if (opens && closes) return at;
    }
    return std::string_view::npos;
}

// The rest of the sentence that introduces a name in capitals: "TOMAS (67), grey moustache,
// navy uniform, polishes …" gives "67, grey moustache, navy uniform, polishes …".
std::string describe(std::string_view action, std::string_view cue) {
    const auto at = find_word(action, cue);
    if (at == std::string_view::npos) return {};
    auto rest = action.substr(at + cue.size());
    // "TOMAS polishes the mirror" describes no person; an age or an aside does.
    if (!rest.starts_with(" (") && !rest.starts_with(",")) return {};
    const auto stop = rest.find_first_of(".!?\n");
    rest = trim(rest.substr(0, stop));
    std::string out;
    for (const char c : rest) {
        if (c != '(' && c != ')') out.push_back(c);
    }
    const auto words = trim(out);
    const auto first = words.find_first_not_of(", ");
    return first == std::string_view::npos ? std::string{} : shorten(words.substr(first), 200);
}

class CastList {
public:
    explicit CastList(screenplay::Format format) : format_(format) {}

    void speak(std::string_view cue) {
        const auto name = screenplay::speaker_of(cue);
        if (trim(name).empty() || screenplay::names_effect(name, format_)) return;
        const auto [it, fresh] = index_.try_emplace(fold(name), found_.size());
        if (fresh) {
            found_.push_back(
                {.name = screenplay::name_case(name), .speeches = 0, .description = {}});
            cues_.emplace_back(name);
        }
        ++found_[it->second].speeches;
    }

    void describe_from(std::string_view action) {
        for (std::size_t i = 0; i < found_.size(); ++i) {
            if (found_[i].description.empty()) found_[i].description = describe(action, cues_[i]);
        }
    }

    std::vector<FoundCharacter> take() { return std::move(found_); }

private:
    screenplay::Format format_;
    std::vector<FoundCharacter> found_;
    std::vector<std::string> cues_;
    std::map<std::string, std::size_t> index_;
};

std::vector<FoundPlace> find_places(const screenplay::Outline& outline) {
    std::vector<FoundPlace> found;
    std::map<std::string, std::size_t> index;
    for (const auto& node : outline.nodes) {
        if (node.parts.place.empty()) continue;
        const auto [it, fresh] = index.try_emplace(fold(node.parts.place), found.size());
        if (fresh) found.push_back({node.parts.place, 0});
        ++found[it->second].scenes;
    }
    return found;
}

// Names of prose are guesses, so each is a doubt until somebody says yes.
constexpr double kNameConfidence = 0.5;

std::vector<FoundCharacter> people_of_prose(const screenplay::Document& document) {
    std::vector<FoundCharacter> found;
    for (const auto& name : screenplay::find_names(document)) {
        if (name.confidence < kNameConfidence) continue;
        found.push_back(
            {.name = name.name, .speeches = name.speeches, .description = {}, .doubtful = true});
    }
    return found;
}

}  // namespace

Understood understand(const screenplay::Document& document, const screenplay::Outline& outline) {
    Understood out;
    CastList cast(document.format);
    for (const auto& element : document.elements) {
        if (element.type == ElementType::Character) cast.speak(element.text);
    }
    for (const auto& element : document.elements) {
        if (element.type == ElementType::Action) cast.describe_from(element.text);
    }
    out.characters =
        screenplay::is_prose(document.format) ? people_of_prose(document) : cast.take();
    out.places = find_places(outline);
    for (const auto& node : outline.nodes) out.word_count += node.word_count;
    return out;
}

}  // namespace fabula::imports
