#include "providers/line_reader.hpp"

#include <algorithm>

#include "providers/call_error.hpp"

namespace fabula::providers {

void LineReader::end_line() {
    const std::string line = std::move(line_);
    line_.clear();
    take_(line);
}

void LineReader::feed(std::string_view piece) {
    while (!piece.empty()) {
        if (after_cr_ && piece.front() == '\n') {
            piece.remove_prefix(1);
            after_cr_ = false;
            continue;
        }
        after_cr_ = false;
        const auto end = std::min(piece.find_first_of("\r\n"), piece.size());
        if (line_.size() + end > kLineMax) {
            throw CallError(CallFailure::BadAnswer,
                            PublicText{"The provider's answer has a line that is too long."});
        }
        line_ += piece.substr(0, end);
        if (end == piece.size()) return;
        after_cr_ = piece[end] == '\r';
        piece.remove_prefix(end + 1);
        end_line();
    }
}

void LineReader::finish() {
    if (!line_.empty()) end_line();
}

EventReader::EventReader(TakeData take)
    : take_(std::move(take)), lines_([this](std::string_view line) { take_line(line); }) {}

void EventReader::take_line(std::string_view line) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (first_ && line.starts_with(mark)) line.remove_prefix(mark.size());
    first_ = false;
    if (line.empty()) {
        end_event();
        return;
    }
    if (!line.starts_with("data")) return;
    line.remove_prefix(4);
    if (!line.empty() && line.front() != ':') return;
    if (!line.empty()) line.remove_prefix(1);
    if (line.starts_with(' ')) line.remove_prefix(1);
    if (has_data_) data_ += '\n';
    data_ += line;
    has_data_ = true;
}

void EventReader::end_event() {
    if (!has_data_) return;
    const std::string data = std::move(data_);
    data_.clear();
    has_data_ = false;
    take_(data);
}

void EventReader::finish() {
    lines_.finish();
    end_event();
}

}  // namespace fabula::providers
