// What a panel says, and how: by the rules, and by the hand that has touched it.
#include <algorithm>

#include "base/text.hpp"
#include "comic/lettering.hpp"

namespace fabula::comic {

namespace {

bool says(std::string_view text, std::string_view words) {
    const auto folded = fold(text);
    for (const auto word : split(words, '|')) {
        if (folded.find(word) != std::string::npos) return true;
    }
    return false;
}

bool is_shout(std::string_view text) {
    return text.find("!!") != std::string_view::npos || text.ends_with("?!") ||
           (text.ends_with('!') && count_code_points(text) <= 24);
}

BalloonKind kind_of(const Line& line) {
    if (says(line.extension, "v.o|filter|phone|radio|tv|recorded")) return BalloonKind::Radio;
    if (says(line.parenthetical, "radio|headset|phone|microphone")) return BalloonKind::Radio;
    if (says(line.parenthetical, "whisper|quiet|under h|hush|soft|murmur")) {
        return BalloonKind::Whisper;
    }
    if (says(line.parenthetical, "think|thought|to himself|to herself|to themsel")) {
        return BalloonKind::Thought;
    }
    return is_shout(line.text) ? BalloonKind::Shout : BalloonKind::Speech;
}

bool is_heard_only(const Line& line) {
    return says(line.extension, "v.o|o.s|o.c|off");
}

std::string join_lines(const Panel& panel, std::int64_t from, std::int64_t count) {
    std::string out;
    for (auto i = from; i < from + count && i < std::ssize(panel.lines); ++i) {
        if (!out.empty()) out += "\n";
        out += panel.lines[static_cast<std::size_t>(i)].text;
    }
    return out;
}

// Where the record's lines stand now: where they stood, else where the same words stand.
std::int64_t find_lines(const Panel& panel, const Balloon& balloon) {
    if (join_lines(panel, balloon.line, balloon.line_count) == balloon.said) return balloon.line;
    for (std::int64_t i = 0; i + balloon.line_count <= std::ssize(panel.lines); ++i) {
        if (join_lines(panel, i, balloon.line_count) == balloon.said) return i;
    }
    return balloon.line;
}

std::string shown_text(const Panel& panel, const Lettered& words) {
    if (words.balloon.hidden) return {};
    for (const auto& translation : words.balloon.translations) {
        if (!panel.language.empty() && translation.language == panel.language &&
            !translation.text.empty()) {
            return translation.text;
        }
    }
    return words.balloon.text.empty() ? words.source_text : words.balloon.text;
}

class Words {
public:
    explicit Words(const Panel& panel) : panel_(panel), taken_(panel.lines.size(), false) {}

    std::vector<Lettered> read() {
        for (const auto& balloon : panel_.balloons) add_by_hand(balloon);
        if (!panel_.place.empty() && !has_place_) add_place();
        add_lines();
        if (!panel_.narration.empty() && panel_.lines.empty() && !has_narration_) add_narration();
        for (auto& words : out_) words.text = shown_text(panel_, words);
        return std::move(out_);
    }

private:
    void add_by_hand(Balloon balloon) {
        Lettered words;
        words.automatic = false;
        words.kind = balloon.kind.value_or(BalloonKind::Speech);
        if (balloon.source == BalloonSource::Line) take_lines(balloon, words);
        if (balloon.source == BalloonSource::Place) {
            has_place_ = true;
            take_caption(balloon, words, panel_.place);
        }
        if (balloon.source == BalloonSource::Narration) {
            has_narration_ = true;
            take_caption(balloon, words, panel_.lines.empty() ? panel_.narration : "");
            words.italic = true;
        }
        if (balloon.source == BalloonSource::Own && words.kind == BalloonKind::Caption) {
            words.italic = true;
        }
        words.balloon = std::move(balloon);
        out_.push_back(std::move(words));
    }

    void take_lines(Balloon& balloon, Lettered& words) {
        balloon.line = find_lines(panel_, balloon);
        words.source_text = join_lines(panel_, balloon.line, balloon.line_count);
        words.changed = words.source_text != balloon.said;
        for (auto i = balloon.line; i < balloon.line + balloon.line_count; ++i) {
            if (i >= std::ssize(panel_.lines)) break;
            const auto& line = panel_.lines[static_cast<std::size_t>(i)];
            taken_[static_cast<std::size_t>(i)] = true;
            words.seen = !is_heard_only(line);
            if (balloon.speaker.empty()) balloon.speaker = line.speaker;
            if (!balloon.kind) words.kind = kind_of(line);
        }
    }

    static void take_caption(const Balloon& balloon, Lettered& words, const std::string& text) {
        words.source_text = text;
        words.changed = text != balloon.said;
        if (!balloon.kind) words.kind = BalloonKind::Caption;
        words.seen = false;
    }

    void add(Lettered words, BalloonSource source, const std::string& said, bool first = false) {
        words.balloon.source = source;
        words.balloon.said = said;
        words.source_text = said;
        out_.insert(first ? out_.begin() : out_.end(), std::move(words));
    }

    // Before all else: it says where one is.
    void add_place() {
        Lettered words;
        words.kind = BalloonKind::Caption;
        words.seen = false;
        add(std::move(words), BalloonSource::Place, panel_.place, true);
    }

    void add_narration() {
        Lettered words;
        words.kind = BalloonKind::Caption;
        words.seen = false;
        words.italic = true;
        add(std::move(words), BalloonSource::Narration, panel_.narration);
    }

    // Neighbouring speeches of one speaker are one balloon.
    void add_lines() {
        const auto& lines = panel_.lines;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (taken_[i]) continue;
            Lettered words;
            words.kind = kind_of(lines[i]);
            words.seen = !is_heard_only(lines[i]);
            words.balloon.line = static_cast<std::int64_t>(i);
            words.balloon.speaker = lines[i].speaker;
            while (i + 1 < lines.size() && !taken_[i + 1] && !lines[i].speaker.empty() &&
                   lines[i + 1].speaker == lines[i].speaker &&
                   kind_of(lines[i + 1]) == words.kind &&
                   is_heard_only(lines[i + 1]) != words.seen) {
                ++words.balloon.line_count;
                ++i;
            }
            const auto said = join_lines(panel_, words.balloon.line, words.balloon.line_count);
            add(std::move(words), BalloonSource::Line, said);
        }
    }

    const Panel& panel_;
    std::vector<bool> taken_;
    std::vector<Lettered> out_;
    bool has_place_ = false;
    bool has_narration_ = false;
};

}  // namespace

std::vector<Lettered> letter_words(const Panel& panel) {
    return Words(panel).read();
}

}  // namespace fabula::comic
