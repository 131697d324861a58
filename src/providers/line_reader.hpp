// Answers that come piece by piece: lines, and events of lines.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace fabula::providers {

// Cuts pieces into lines, which may end with LF, CR LF or CR and may come in any parts. A line may
// have kLineMax bytes: longer ones throw CallError BadAnswer.
class LineReader {
public:
    using TakeLine = std::function<void(std::string_view line)>;

    explicit LineReader(TakeLine take) : take_(std::move(take)) {}

    void feed(std::string_view piece);
    // The last line may have no end.
    void finish();

    static constexpr std::size_t kLineMax = 64U << 20U;  // A picture may be one line.

private:
    void end_line();

    TakeLine take_;
    std::string line_;
    bool after_cr_ = false;
};

// Server-sent events (WHATWG HTML, 9.2.6): comments, names and ids are skipped, the lines of `data`
// joined.
class EventReader {
public:
    using TakeData = std::function<void(std::string_view data)>;

    explicit EventReader(TakeData take);
    EventReader(const EventReader&) = delete;
    EventReader& operator=(const EventReader&) = delete;

    void feed(std::string_view piece) { lines_.feed(piece); }
    // Some servers close the connection without the blank line behind the last event.
    void finish();

private:
    void take_line(std::string_view line);
    void end_event();

    TakeData take_;
    LineReader lines_;
    std::string data_;
    bool has_data_ = false;
    bool first_ = true;
};

}  // namespace fabula::providers
