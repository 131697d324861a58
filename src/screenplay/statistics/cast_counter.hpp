// Who speaks and who is named, scene by scene.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "screenplay/statistics.hpp"

namespace fabula::screenplay {

class CastCounter {
public:
    // `page_of_element` as Measures has it. Both must outlive this.
    CastCounter(const Document& document, const std::vector<int>& page_of_element);

    // Every element in text order; `scene` is the index of the one it stands in, or kNoScene.
    void add(std::uint32_t element, std::uint32_t scene);
    // A line of speech on paper.
    void add_line(std::uint32_t element);

    // Moves the counts out, and writes into each scene who speaks and who is present.
    void finish(std::vector<SceneCounts>& scenes, std::vector<CharacterCounts>& characters);

private:
    static constexpr std::uint32_t kNobody = 0xffffffff;

    // Those who are seen in one scene.
    struct SceneCast {
        std::uint32_t scene = kNoScene;
        std::vector<std::uint32_t> speakers{};
        std::vector<std::uint32_t> present{};
    };
    struct Seen {
        std::uint32_t spoke_in = kNobody;  // Place in scene_casts_ of the last scene with speech.
        std::uint32_t seen_in = kNobody;
    };

    std::uint32_t character_of(std::string_view cue);
    void speak(std::uint32_t element, std::uint32_t character);
    void find_names(std::uint32_t element);
    void see(std::uint32_t element, std::uint32_t character);
    SceneCast& current() { return scene_casts_.back(); }

    const Document& document_;
    const std::vector<int>& page_of_element_;
    std::vector<CharacterCounts> characters_;
    std::vector<std::uint32_t> speaker_of_element_;  // Of cues and what is spoken below them.
    std::unordered_map<std::string, std::uint32_t> by_name_;  // Folded.
    std::unordered_map<std::string, std::uint32_t> by_cue_;   // As written.
    std::size_t longest_name_ = 0;                            // Words.
    std::vector<SceneCast> scene_casts_;
    std::vector<Seen> seen_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> exchanges_;
    std::uint32_t last_speaker_ = kNobody;
};

}  // namespace fabula::screenplay
