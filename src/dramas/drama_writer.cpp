#include "dramas/drama_writer.hpp"

#include "base/random.hpp"
#include "base/text.hpp"
#include "cast/cast_service.hpp"
#include "outline/arrange.hpp"
#include "outline/outline_store.hpp"

namespace fabula::dramas {

namespace {

constexpr std::string_view kStructure = "series-short";
constexpr std::size_t kSceneTitleMax = 60;  // Scenes of a document have no title of their own.

// Entries as planned nodes of an outline, before anything is stored.
class NodePlan {
public:
    NodePlan(const script::Script& script, std::int64_t episode_level, Approved approved,
             outline::Tree& tree)
        : script_(script), episode_level_(episode_level), approved_(approved), tree_(tree) {}

    struct Planned {
        DramaPartKind kind;
        const Entry* entry;
        NodeId node;
    };

    void add(DramaPartKind kind, const Entry& entry, const std::optional<NodeId>& parent) {
        auto node = node_of(kind, entry);
        const auto id = node.id;
        planned_.push_back({kind, &entry, id});
        tree_.add(std::move(node), {.parent = parent, .position = {}});
        for (const auto& scene : entry.scenes) add(DramaPartKind::Scene, scene, id);
    }
    [[nodiscard]] const std::vector<Planned>& planned() const { return planned_; }

private:
    [[nodiscard]] script::Node node_of(DramaPartKind kind, const Entry& entry) const {
        script::Node node;
        node.id = make_id<NodeId>();
        node.project_id = script_.project_id;
        node.script_id = script_.id;
        node.state = NodeState::Planned;
        node.pencil = approved_ == Approved::No;
        const bool scene = kind == DramaPartKind::Scene;
        node.kind = scene ? NodeKind::Scene : NodeKind::Section;
        node.level = scene ? 0 : episode_level_;
        node.synopsis = entry.fields.value("description", "");
        node.title = scene ? shorten(in_one_line(node.synopsis), kSceneTitleMax)
                           : entry.fields.value("title", "");
        const auto metadata = entry.fields.find("metadata");
        if (metadata != entry.fields.end() && metadata->is_object()) node.metadata = *metadata;
        return node;
    }

    const script::Script& script_;
    const std::int64_t episode_level_;
    const Approved approved_;
    outline::Tree& tree_;
    std::vector<Planned> planned_;
};

}  // namespace

std::string make_drama_id() {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::array<unsigned char, 12> bytes{};
    random_bytes(bytes);
    std::string id = "drama_";
    for (const auto byte : bytes) id += letters[byte % letters.size()];
    return id;
}

New<story::Project> project_of(const Entry& drama) {
    New<story::Project> wish;
    const auto set = [&]<auto Member>(auto value) {
        wish.value.*Member = std::move(value);
        wish.given.set(index_of_field<Member, story::Project>());
    };
    set.operator()<&story::Project::kind>(ProjectKind::Series);
    set.operator()<&story::Project::title>(drama.fields.at("title").get<std::string>());
    set.operator()<&story::Project::logline>(drama.fields.at("description").get<std::string>());
    set.operator()<&story::Project::structure_template>(std::string(kStructure));
    set.operator()<&story::Project::ext_id>(
        std::optional(drama.ext_id.empty() ? make_drama_id() : drama.ext_id));
    const auto metadata = drama.fields.find("metadata");
    if (metadata != drama.fields.end() && metadata->is_object()) {
        set.operator()<&story::Project::metadata>(*metadata);
    }
    return wish;
}

DramaPart DramaWriter::insert(DramaPart part, const Entry& entry) {
    part.id = make_id<DramaPartId>();
    part.project_id = project_.id;
    part.ext_id = entry.ext_id.empty() ? part.id.text : entry.ext_id;
    part.rest = rest_of(part.kind, entry.fields);
    tx_.insert(part);
    std::optional<DramaPartId> owner;
    if (part.kind != DramaPartKind::Drama) owner = part.id;
    std::int64_t position = 0;
    for (const auto& asset : entry.assets) add_asset(asset, owner, ++position);
    return part;
}

void DramaWriter::put_drama(const Entry& drama) {
    insert({.kind = DramaPartKind::Drama}, drama);
}

DramaPart DramaWriter::add_character(const Entry& character, std::int64_t position) {
    const auto text = [&](const char* name) {
        const auto found = character.fields.find(name);
        return found != character.fields.end() && found->is_string() ? *found : Json("");
    };
    const auto made = cast::write_row(tx_, by_, {.project = project_.id},
                                      {{"name", text("name")},
                                       {"description", text("description")},
                                       {"voice", text("voice_description")},
                                       {"pencil", approved_ == Approved::No}});
    return insert({.kind = DramaPartKind::Character, .character_id = made.id, .position = position},
                  character);
}

DramaPart DramaWriter::add_asset(const Entry& asset, const std::optional<DramaPartId>& owner,
                                 std::int64_t position) {
    return insert({.kind = DramaPartKind::Asset, .owner_id = owner, .position = position}, asset);
}

std::vector<DramaPart> DramaWriter::add_nodes(DramaPartKind kind, const std::vector<Entry>& entries,
                                              const std::optional<NodeId>& episode,
                                              std::int64_t level) {
    const auto script = script::get_script_of(tx_, project_.id);
    const outline::Tree before(script::list_all_nodes(tx_, project_.id));
    auto after = before;
    NodePlan plan(script, level, approved_, after);
    for (const auto& entry : entries) plan.add(kind, entry, episode);
    auto changes = outline::changed_rows(before, after);
    const auto parts_by =
        history::part_of_many(tx_, by_, history::Act::Create, history::entity_of(project_),
                              {.of = "node", .created = std::ssize(changes.added)});
    for (auto& node : changes.added) {
        outline::insert_node(tx_, node, script.version);
        history::record(tx_, parts_by, history::Act::Create, history::entity_of(node));
    }
    for (auto& node : changes.changed) tx_.update(node);
    outline::touch_nodes(tx_, script);
    std::vector<DramaPart> parts;
    for (const auto& [its_kind, entry, node] : plan.planned()) {
        auto part = insert({.kind = its_kind, .node_id = node}, *entry);
        if (its_kind == kind) parts.push_back(std::move(part));
    }
    return parts;
}

DramaPart DramaWriter::make_part(const Thing& thing) {
    DramaPart part{.kind = thing.kind};
    if (thing.character != nullptr) part.character_id = thing.character->id;
    if (thing.node != nullptr) part.node_id = thing.node->id;
    return insert(std::move(part), {.ext_id = thing.id});
}

}  // namespace fabula::dramas
