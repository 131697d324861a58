// How long everything is: as planned, and as it is written, read off the pages of the script.
#pragma once

#include <vector>

#include "outline/beats_store.hpp"
#include "outline/outline_store.hpp"
#include "script/script_service.hpp"

namespace fabula::outline {

struct NodeLength {
    NodeId node_id;
    bool written = false;          // It, or something below it, has a heading in the text.
    std::int64_t scene_count = 0;  // Scenes below it, planned ones too; of a scene 1.
    std::int64_t words = 0;
    std::int64_t eighths = 0;
    std::int64_t seconds = 0;
    std::optional<std::int64_t> page;             // Where it begins.
    std::optional<std::int64_t> planned_eighths;  // Its own; else the sum of those below it.
    std::optional<std::int64_t> planned_words;

    static constexpr auto fields =
        FieldList{Field<&NodeLength::node_id>{"node_id"},
                   Field<&NodeLength::written>{"written"},
                   Field<&NodeLength::scene_count>{"scene_count"},
                   Field<&NodeLength::words>{"words"},
                   Field<&NodeLength::eighths>{"eighths", {.help = "of a page"}},
                   Field<&NodeLength::seconds>{"seconds"},
                   Field<&NodeLength::page>{"page"},
                   Field<&NodeLength::planned_eighths>{"planned_eighths"},
                   Field<&NodeLength::planned_words>{"planned_words"}};
};

// Where a beat belongs by its share, and where it is.
struct BeatLength {
    BeatId beat_id;
    std::string label;
    double target_page_from = 0;
    double target_page_to = 0;
    std::optional<std::int64_t> page_from;
    std::optional<std::int64_t> page_to;

    static constexpr auto fields =
        FieldList{Field<&BeatLength::beat_id>{"beat_id"},
                   Field<&BeatLength::label>{"label"},
                   Field<&BeatLength::target_page_from>{"target_page_from"},
                   Field<&BeatLength::target_page_to>{"target_page_to"},
                   Field<&BeatLength::page_from>{"page_from"},
                   Field<&BeatLength::page_to>{"page_to"}};
};

struct Lengths {
    std::int64_t pages = 0;
    std::int64_t words = 0;
    std::int64_t seconds = 0;  // On the screen; of prose, to a reader.
    std::optional<std::int64_t> planned_eighths;
    std::optional<std::int64_t> planned_words;
    std::optional<std::int64_t> max_duration_seconds;
    bool too_long = false;          // Longer than max_duration_seconds.
    std::vector<NodeLength> nodes;  // In order.
    std::vector<BeatLength> beats;

    static constexpr auto fields = FieldList{
        Field<&Lengths::pages>{"pages"},
        Field<&Lengths::words>{"words"},
        Field<&Lengths::seconds>{"seconds", {.help = "on the screen; of prose, to a reader"}},
        Field<&Lengths::planned_eighths>{"planned_eighths"},
        Field<&Lengths::planned_words>{"planned_words"},
        Field<&Lengths::max_duration_seconds>{"max_duration_seconds"},
        Field<&Lengths::too_long>{"too_long", {.help = "longer than max_duration_seconds"}},
        Field<&Lengths::nodes>{"nodes"},
        Field<&Lengths::beats>{"beats"}};
};

// One episode of a series.
struct Episode {
    NodeId id;
    std::int64_t number = 1;  // Among those of its season.
    std::optional<NodeId> season_id;
    std::string season;
    std::string title;
    std::string synopsis;
    NodeState state = NodeState::Planned;
    std::int64_t scene_count = 0;
    std::int64_t words = 0;
    std::int64_t eighths = 0;
    std::int64_t seconds = 0;
    std::optional<std::int64_t> planned_eighths;

    static constexpr auto fields =
        FieldList{Field<&Episode::id>{"id"},
                   Field<&Episode::number>{"number", {.help = "among those of its season"}},
                   Field<&Episode::season_id>{"season_id"},
                   Field<&Episode::season>{"season"},
                   Field<&Episode::title>{"title"},
                   Field<&Episode::synopsis>{"synopsis"},
                   Field<&Episode::state>{"state"},
                   Field<&Episode::scene_count>{"scene_count"},
                   Field<&Episode::words>{"words"},
                   Field<&Episode::eighths>{"eighths"},
                   Field<&Episode::seconds>{"seconds"},
                   Field<&Episode::planned_eighths>{"planned_eighths"}};
};

// The words of a book.
struct WordCount {
    std::int64_t current_words = 0;
    std::int64_t sections_count = 0;
    std::int64_t reading_seconds = 0;

    static constexpr auto fields =
        FieldList{Field<&WordCount::current_words>{"current_words"},
                   Field<&WordCount::sections_count>{"sections_count"},
                   Field<&WordCount::reading_seconds>{
                       "reading_seconds", {.help = "at the project's words per minute"}}};
};

class LengthService {
public:
    LengthService(store::Store& store, script::ScriptService& scripts)
        : store_(store), scripts_(scripts) {}

    Lengths measure(const Actor& actor, const ProjectId& project);
    // In order. Throws Invalid for a project that is no series.
    std::vector<Episode> list_episodes(const Actor& actor, const ProjectId& project);
    // Throws Invalid for a project that is no book.
    WordCount count_words(const Actor& actor, const ProjectId& project);

private:
    store::Store& store_;
    script::ScriptService& scripts_;
};

}  // namespace fabula::outline
