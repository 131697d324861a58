// A source on its way to an output: what writers ask for, made when it is first asked for.
#pragma once

#include <optional>

#include "convert/convert.hpp"
#include "screenplay/import.hpp"
#include "screenplay/statistics.hpp"

namespace fabula::convert {

class Conversion {
public:
    // `input` and the others must outlive it. Throws Unsupported where the source is refused.
    Conversion(std::string_view input, const ConvertWish& wish, const LocalParts& local);

    // The file as it came.
    [[nodiscard]] std::string_view input() const { return input_; }
    [[nodiscard]] const ConvertWish& wish() const { return wish_; }
    [[nodiscard]] const LocalParts& local() const { return local_; }
    [[nodiscard]] const screenplay::Imported& source() const { return source_; }

    const screenplay::Document& document();
    const screenplay::Layout& layout();
    const screenplay::Pages& pages();
    const screenplay::Statistics& statistics();

    // What the caller should know; one sentence.
    void note(std::string sentence) { notes_.push_back(std::move(sentence)); }
    std::vector<std::string> take_notes() { return std::move(notes_); }

private:
    [[nodiscard]] screenplay::Format format() const;
    void read_layout();

    std::string_view input_;
    const ConvertWish& wish_;
    const LocalParts& local_;
    screenplay::Imported source_;
    std::optional<screenplay::Layout> layout_{};
    std::optional<screenplay::Document> document_{};
    std::optional<screenplay::Pages> pages_{};
    std::optional<screenplay::Statistics> statistics_{};
    std::vector<std::string> notes_{};
};

}  // namespace fabula::convert
