#include "convert/convert_routes.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"

namespace fabula::convert {

namespace {

// Answer headers are ASCII and short: what does not fit is counted.
constexpr std::size_t kNotesBytesMax = 4000;

std::string notes_header(const std::vector<std::string>& notes) {
    Json shown = Json::array();
    std::size_t bytes = 0;
    for (const auto& note : notes) {
        bytes += note.size() + 4;
        if (bytes > kNotesBytesMax) break;
        shown.push_back(note);
    }
    return Json{{"count", notes.size()}, {"notes", std::move(shown)}}.dump(
        -1, ' ', true, Json::error_handler_t::replace);
}

// "film.fountain" and "pdf" give "film.pdf".
std::string file_name(std::string_view source, std::string_view ending) {
    const auto slash = source.find_last_of("/\\");
    if (slash != std::string_view::npos) source.remove_prefix(slash + 1);
    const auto dot = source.rfind('.');
    if (dot != std::string_view::npos && dot > 0) source = source.substr(0, dot);
    return (source.empty() ? "script" : std::string(source)) + "." + std::string(ending);
}

}  // namespace

http::RouteTable ConvertRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        stream_route(Post, "/api/v1/convert", "convert_file", Member, "Make one file of another; nothing is stored.", &ConvertRoutes::convert, this, {.body_bytes_max = limits::kTextBytesMax, .media_type = "application/octet-stream"}),
    };
    // clang-format on
}

http::Reply ConvertRoutes::convert(http::Call&, const ConvertWish& in, http::Upload& upload) {
    auto wish = in;
    if (wish.name.empty()) wish.name = upload.file_name();
    auto made = fabula::convert::convert(upload.read_all(limits::kTextBytesMax), wish);
    const auto* output = find_output(wish.to);
    auto reply = http::Reply::bytes(std::string(made.media_type), std::move(made.bytes))
                     .as_download(file_name(wish.name, output->ending));
    if (made.notes.empty()) return reply;
    return std::move(reply).with_header("Fabula-Notes", notes_header(made.notes));
}

}  // namespace fabula::convert
