#include "app/convert_command.hpp"

#include <cstdio>
#include <filesystem>

#include "app/local_files.hpp"
#include "base/error.hpp"
#include "drawing/outside_fonts.hpp"

namespace fabula::app {

namespace {

constexpr std::size_t kEndingColumn = 18;

}  // namespace

int run_convert(const ConvertCommand& command) {
    if (!command.fonts.empty()) {
        drawing::set_font_folders({command.fonts}, drawing::SystemFonts::Search);
    }
    auto wish = command.wish;
    wish.to =
        command.to.empty() ? std::filesystem::path(command.output).filename().string() : command.to;
    if (wish.to == kStandardStream) {
        throw AppError(Code::Invalid, PublicText{"Say with --to what goes to the standard output, "
                                                 "as in: --to pdf"});
    }
    wish.name = command.input == kStandardStream ? std::string() : command.input;
    wish.paper = find_enum<screenplay::Paper>(command.paper);
    wish.scene_numbers = find_enum<screenplay::SceneNumbers>(command.scene_numbers);
    convert::LocalParts local{
        .any_length = true,
        .revision = command.revision,
        .revision_color = find_enum<screenplay::RevisionColor>(command.revision_color)
                              .value_or(screenplay::RevisionColor::White)};
    if (!command.revised_from.empty()) {
        local.before_name = command.revised_from;
        local.before = read_any_file(command.revised_from);
    }
    if (command.format.ends_with(".json")) {
        local.layout_json = read_file(command.format);
    } else {
        wish.format = command.format;
    }
    const auto made = convert::convert(read_any_file(command.input), wish, local);
    for (const auto& note : made.notes) {
        std::fprintf(stderr, "%s: %s\n", command.input.c_str(), note.c_str());
    }
    write_file(command.output, made.bytes);
    return 0;
}

std::string list_outputs() {
    std::string list = "OUT ends in:";
    for (const auto& output : convert::outputs()) {
        std::string ending = "." + std::string(output.ending);
        ending.resize(std::max(kEndingColumn, ending.size() + 1), ' ');
        list.append("\n  ").append(ending).append(output.sentence);
    }
    return list;
}

}  // namespace fabula::app
