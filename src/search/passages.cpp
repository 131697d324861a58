#include "search/passages.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/outline.hpp"
#include "script/script_service.hpp"

namespace fabula::search {

namespace {

constexpr std::size_t kBodyMax = 8000;  // Bytes; a passage that is longer is parted.

class Body {
public:
    void add(std::string_view part, std::string_view text, std::string_view speaker = {}) {
        if (trim(text).empty()) return;
        if (!text_.empty()) text_ += '\n';
        if (spans_.empty() || spans_.back().part != part || spans_.back().speaker != speaker) {
            spans_.push_back(
                {.from = text_.size(), .part = std::string(part), .speaker = std::string(speaker)});
        }
        text_ += text;
    }
    void add(std::string_view part, const std::vector<std::string>& words) {
        add(part, join(words, ", "));
    }
    // The texts in free JSON: what is written is searched, keys are not.
    void add_texts(std::string_view part, const Json& value) {
        if (value.is_string()) return add(part, value.get<std::string>());
        if (!value.is_structured()) return;
        for (const auto& one : value) add_texts(part, one);
    }
    [[nodiscard]] std::size_t size() const { return text_.size(); }
    [[nodiscard]] bool empty() const { return text_.empty(); }

    store::Passage passage(std::string part, std::string title, std::string name,
                           std::vector<std::string> files) && {
        return {.part = std::move(part),
                .title = std::move(title),
                .body = std::move(text_),
                .files = std::move(files),
                .extra = write_kept({.name = std::move(name), .spans = std::move(spans_)})};
    }

private:
    std::string text_;
    std::vector<Span> spans_;
};

// Ids as words of letters and digits.
std::string as_word(std::string_view text) {
    std::string out;
    for (const char c : to_lower_ascii(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(c);
    }
    return out;
}

std::vector<std::string> files_for(SearchKind kind, const Owner& owner) {
    std::vector<std::string> files{file_of(kind), file_of(owner.organization_id)};
    if (owner.project_id) files.push_back(file_of(*owner.project_id));
    return files;
}

std::vector<store::Passage> one(store::Passage passage) {
    std::vector<store::Passage> out;
    out.push_back(std::move(passage));
    return out;
}

// A name with those that it also has, all of them titles.
std::string with_others(const std::string& name, const std::vector<std::string>& aliases) {
    return aliases.empty() ? name : name + " " + join(aliases, " ");
}

}  // namespace

std::string write_kept(const Kept& kept) {
    Json spans = Json::array();
    for (const auto& span : kept.spans) spans.push_back({span.from, span.part, span.speaker});
    return write_json({{"name", kept.name}, {"spans", std::move(spans)}});
}

Kept read_kept(const std::string& text) {
    const auto json = read_json(text);
    Kept kept;
    if (!json.is_object()) return kept;
    kept.name = json.value("name", std::string());
    for (const auto& span : json.value("spans", Json::array())) {
        kept.spans.push_back({.from = span.at(0).get<std::size_t>(),
                              .part = span.at(1).get<std::string>(),
                              .speaker = span.at(2).get<std::string>()});
    }
    return kept;
}

std::string file_of(SearchKind kind) {
    return "k" + as_word(name_of(kind));
}

std::string file_of(const OrganizationId& id) {
    return "o" + as_word(id.text);
}

std::string file_of(const ProjectId& id) {
    return "p" + as_word(id.text);
}

std::string file_of(SearchSetting setting) {
    return "s" + std::string(name_of(setting));
}

std::string file_of_speaker(std::string_view name) {
    return "v" + fingerprint(fold(name));
}

std::vector<store::Passage> passages_of(const story::Project& project) {
    if (project.deleted_at) return {};
    Body body;
    body.add("logline", project.logline);
    body.add("genre", project.genre);
    body.add_texts("metadata", project.metadata);
    return one(std::move(body).passage(
        "", project.title, project.title,
        files_for(SearchKind::Project, {project.organization_id, project.id})));
}

std::vector<store::Passage> passages_of(const cast::Character& character) {
    if (character.deleted_at) return {};
    Body body;
    body.add("aliases", character.aliases);
    body.add("description", character.description);
    body.add("wants", character.wants);
    body.add("hides", character.hides);
    body.add("voice", character.voice);
    body.add("personality", character.personality);
    body.add("backstory", character.backstory);
    body.add("traits", character.traits);
    body.add("visual_tags", character.visual_tags);
    body.add("age", character.age);
    return one(std::move(body).passage(
        "", with_others(character.name, character.aliases), character.name,
        files_for(SearchKind::Character, {character.organization_id, character.project_id})));
}

std::vector<store::Passage> passages_of(const world::World& world) {
    if (world.deleted_at) return {};
    Body body;
    body.add("description", world.description);
    body.add("type", world.type);
    body.add("lore", world.lore);
    if (world.project_id && body.empty())
        return {};  // It has the name of its project, and no more.
    return one(std::move(body).passage(
        "", world.name, world.name,
        files_for(SearchKind::World, {world.organization_id, world.project_id})));
}

std::vector<store::Passage> passages_of(const world::WorldItem& item, const Owner& owner) {
    if (item.deleted_at) return {};
    Body body;
    body.add("aliases", item.aliases);
    body.add("description", item.description);
    body.add("text", item.text);
    body.add_texts("content", item.content);
    for (const auto& field : item.custom_fields) {
        if (field.is_object()) body.add_texts("content", field.value("value", Json()));
    }
    return one(std::move(body).passage("", with_others(item.name, item.aliases), item.name,
                                       files_for(SearchKind::WorldItem, owner)));
}

std::vector<store::Passage> passages_of(const shots::Shot& shot, const Owner& owner) {
    if (shot.deleted_at) return {};
    Body body;
    body.add("description", shot.description);
    body.add("dialog", shot.dialog);
    body.add("notes", shot.notes);
    body.add("sound_notes", shot.sound_notes);
    body.add("lighting_notes", shot.lighting_notes);
    body.add("composition", shot.composition);
    body.add("character_names", shot.character_names);
    body.add("framing", shot.framing);
    body.add("camera_angle", shot.camera_angle);
    body.add("camera_movement", shot.camera_movement);
    body.add("lens", shot.lens);
    return one(std::move(body).passage("", shot.shot_number, shot.shot_number,
                                       files_for(SearchKind::Shot, owner)));
}

std::vector<store::Passage> passages_of(const script::Node& node, const Owner& owner) {
    if (node.deleted_at || node.state == NodeState::Attached) return {};
    Body body;
    body.add("synopsis", node.synopsis);
    return one(
        std::move(body).passage("", node.title, node.title, files_for(SearchKind::Node, owner)));
}

std::vector<store::Passage> passages_of(const comments::Thread& thread,
                                        const std::vector<comments::Comment>& comments,
                                        const Owner& owner) {
    std::vector<store::Passage> out;
    for (const auto& comment : comments) {
        if (comment.deleted_at) continue;
        Body body;
        body.add("comment", comment.body, comment.author_name);
        if (out.empty()) {  // With what the thread is about.
            body.add("quote", thread.quote);
            body.add("proposed", thread.proposed.value_or(""));
        }
        out.push_back(std::move(body).passage(comment.id.text, "", comment.author_name,
                                              files_for(SearchKind::Comment, owner)));
    }
    return out;
}

namespace {

// Stretches of a text that are short enough for a passage, cut where a word ends.
std::vector<std::string_view> cut(std::string_view text) {
    std::vector<std::string_view> out;
    while (text.size() > kBodyMax) {
        auto end = text.find_last_of(" \n", kBodyMax);
        if (end == text.npos || end == 0) end = kBodyMax;
        while (end > 1 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        out.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    out.push_back(text);
    return out;
}

// The passages of one scene, or of what stands before the first.
class ScenePassages {
public:
    ScenePassages(std::string node, std::string title, std::vector<std::string> files,
                  std::vector<store::Passage>& out)
        : node_(std::move(node)), title_(std::move(title)), files_(std::move(files)), out_(out) {}

    void add(const screenplay::Element& element) {
        using enum screenplay::ElementType;
        const auto type = element.type;
        if (type == Boneyard || type == PageBreak || type == SceneHeading || type == Section)
            return;
        if (type == Character) speaker_ = std::string(screenplay::speaker_of(element.text));
        const bool spoken =
            type == Character || type == Parenthetical || type == Dialogue || type == Lyric;
        if (!spoken) speaker_.clear();
        if (spoken && !speaker_.empty()) file(file_of_speaker(speaker_));
        for (const auto stretch : cut(element.text)) {
            if (body_.size() + stretch.size() > kBodyMax && !body_.empty()) close();
            body_.add(name_of(type), stretch, speaker_);
        }
    }
    void close() {
        // The heading is a hit of the first passage alone.
        out_.push_back(std::move(body_).passage(node_ + "/" + std::to_string(count_),
                                                count_ == 0 ? title_ : std::string(), title_,
                                                files_));
        body_ = Body();
        ++count_;
    }
    // A node is found by its heading even without a text.
    void end() {
        if (!body_.empty() || (count_ == 0 && !node_.empty())) close();
    }

private:
    void file(std::string under) {
        if (std::ranges::find(files_, under) == files_.end()) files_.push_back(std::move(under));
    }

    std::string node_, title_;
    std::vector<std::string> files_;
    std::vector<store::Passage>& out_;
    Body body_;
    std::string speaker_;
    int count_ = 0;
};

std::vector<std::string> with_setting(std::vector<std::string> files, screenplay::Setting setting) {
    using screenplay::Setting;
    if (setting == Setting::Interior || setting == Setting::Both) {
        files.push_back(file_of(SearchSetting::Int));
    }
    if (setting == Setting::Exterior || setting == Setting::Both) {
        files.push_back(file_of(SearchSetting::Ext));
    }
    return files;
}

}  // namespace

std::vector<store::Passage> passages_of(const StoredScript& stored) {
    const auto document =
        screenplay::parse_fountain(stored.text, script::to_engine(stored.script.format));
    const auto outline = screenplay::read_outline(document);
    std::vector<store::Passage> out;
    const auto files = files_for(SearchKind::Scene, stored.owner);
    const auto count = std::min(outline.nodes.size(), stored.nodes.size());
    ScenePassages before("", "", files, out);
    const auto first = outline.nodes.empty() ? document.elements.size()
                                             : std::size_t{outline.nodes.front().element};
    for (std::size_t i = 0; i < first; ++i) before.add(document.elements[i]);
    before.end();
    for (std::size_t n = 0; n < count; ++n) {
        const auto& node = outline.nodes[n];
        const auto number = node.scene_number.empty() ? "" : node.scene_number + " ";
        ScenePassages scene(stored.nodes[n].text, number + node.title,
                            with_setting(files, node.parts.setting), out);
        for (auto i = std::size_t{node.element}; i < node.end; ++i) {
            scene.add(document.elements[i]);
        }
        scene.end();
    }
    return out;
}

std::string node_of_part(const std::string& part) {
    return part.substr(0, part.find('/'));
}

}  // namespace fabula::search
