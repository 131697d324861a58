#include "convert/conversion.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/layout_json.hpp"
#include "screenplay/section_lines.hpp"
#include "source/source.hpp"

namespace fabula::convert {

namespace {

// Places in a text are counted in 32 bits.
constexpr std::size_t kCountableBytes = 2'000'000'000;

}  // namespace

Conversion::Conversion(std::string_view input, const ConvertWish& wish, const LocalParts& local)
    : input_(input),
      wish_(wish),
      local_(local),
      source_(source::import_file(input, wish.name,
                                  local.any_length ? kCountableBytes : screenplay::kTextBytesMax)) {
    if (source_.refusal) {
        const auto place = wish.name.empty() ? std::string() : wish.name + ": ";
        throw AppError(Code::Unsupported, PublicText{place + *source_.refusal});
    }
    // What Fountain says otherwise is no matter where Final Draft's own file goes out again.
    const auto* output = find_output(wish.to);
    if (output != nullptr && output->ending == "fdx" && !source_.original.empty()) return;
    for (const auto& repair : source_.repairs) note(repair);
    for (const auto& doubt : source_.doubts) note("In doubt: " + doubt.message);
}

screenplay::Format Conversion::format() const {
    if (!local_.layout_json.empty()) {
        return screenplay::layout_from_json(parse_json(local_.layout_json),
                                            screenplay::Paper::Letter)
            .format;
    }
    if (wish_.format.empty()) return source_.format;
    const auto found = screenplay::find_format(wish_.format);
    if (!found) invalid("format", "There is no script format \"" + wish_.format + "\".");
    return *found;
}

void Conversion::read_layout() {
    if (local_.layout_json.empty()) {
        layout_ = screenplay::layout_for(document(), wish_.paper);
    } else {
        layout_ = screenplay::layout_from_json(parse_json(local_.layout_json),
                                               wish_.paper.value_or(screenplay::Paper::Letter));
    }
    if (wish_.sections) screenplay::print_sections(*layout_);
}

const screenplay::Layout& Conversion::layout() {
    if (!layout_) read_layout();
    return *layout_;
}

const screenplay::Document& Conversion::document() {
    if (!document_) document_ = screenplay::parse_fountain(source_.text, format());
    return *document_;
}

const screenplay::Pages& Conversion::pages() {
    if (pages_) return *pages_;
    using screenplay::SceneNumbers;
    const auto as_written =
        screenplay::numbers_scenes(document()) ? SceneNumbers::Both : SceneNumbers::None;
    pages_ = screenplay::paginate(document(), layout(),
                                  {.scene_numbers = wish_.scene_numbers.value_or(as_written),
                                   .scene_continued = wish_.scene_continued,
                                   .count_continued = wish_.scene_continued});
    return *pages_;
}

const screenplay::Statistics& Conversion::statistics() {
    if (!statistics_) statistics_ = screenplay::count_statistics(document(), layout(), pages());
    return *statistics_;
}

}  // namespace fabula::convert
