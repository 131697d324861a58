// The engine for browsers: a script under the pen, behind the C interface that web/ts/engine.ts
// calls. Texts come as UTF-8 in memory that the caller took from fabula_alloc; answers stay in one
// place until the next call.
#include <cstdlib>
#include <string>

#include "answer.hpp"
#include "base/json_value.hpp"
#include "screenplay/elements_json.hpp"
#include "screenplay/format_file.hpp"
#include "screenplay/format_texts.hpp"
#include "screenplay/live_script.hpp"
#include "screenplay/pages_json.hpp"

using namespace fabula;
using namespace fabula::screenplay;
using fabula::engine::answer;

std::string& fabula::engine::answer() {
    static std::string text;
    return text;
}

namespace {

// Of fabula_open.
enum Flag : unsigned { Letter = 1, A4 = 2, NumberScenes = 4, MarkScenes = 8, TypedContinued = 16 };

// As `fabula convert` writes documents.
void answer_with(const Json& json) {
    answer() = json.dump(1) + "\n";
}

PageOptions options_of(unsigned flags) {
    PageOptions options;
    if ((flags & Letter) != 0) options.paper = Paper::Letter;
    if ((flags & A4) != 0) options.paper = Paper::A4;
    if ((flags & NumberScenes) != 0) options.scene_numbers = SceneNumbers::Both;
    options.automatic_continued = (flags & TypedContinued) == 0;
    options.scene_continued = (flags & MarkScenes) != 0;
    return options;
}

}  // namespace

extern "C" {

[[clang::export_name("fabula_alloc")]] void* fabula_alloc(std::size_t size) {
    return std::malloc(size);
}

[[clang::export_name("fabula_free")]] void fabula_free(void* memory) {
    std::free(memory);
}

[[clang::export_name("fabula_answer")]] const char* fabula_answer() {
    return answer().data();
}

[[clang::export_name("fabula_answer_size")]] std::size_t fabula_answer_size() {
    return answer().size();
}

// `format` counts in the order of kFormatNames.
[[clang::export_name("fabula_open")]] LiveScript* fabula_open(const char* text, std::size_t size,
                                                              unsigned format, unsigned flags) {
    if (format >= kFormatNames.size()) return nullptr;
    return new LiveScript(std::string(text, size), static_cast<Format>(format), options_of(flags));
}

// As fabula_open, laid out as a format file says; a file that is none leaves the built-in layout.
[[clang::export_name("fabula_open_as")]] LiveScript* fabula_open_as(const char* text,
                                                                    std::size_t size,
                                                                    unsigned format, unsigned flags,
                                                                    const char* file,
                                                                    std::size_t file_size) {
    if (format >= kFormatNames.size()) return nullptr;
    FormatFile own;
    const Json json = Json::parse(file, file + file_size, nullptr, false);
    if (json.is_discarded() || read_format(json, own)) {
        return fabula_open(text, size, format, flags);
    }
    set_paper(own.layout, (flags & A4) != 0 ? Paper::A4 : Paper::Letter);
    return new LiveScript(std::string(text, size), static_cast<Format>(format), options_of(flags),
                          own.layout);
}

[[clang::export_name("fabula_close")]] void fabula_close(LiveScript* script) {
    delete script;
}

// 1 where the UTF-16 range has been replaced, 0 where it is none of the text.
[[clang::export_name("fabula_apply")]] int fabula_apply(LiveScript* script, unsigned from,
                                                        unsigned to, const char* insert,
                                                        std::size_t size) {
    return script->apply({from, to, std::string_view(insert, size)}) ? 1 : 0;
}

[[clang::export_name("fabula_elements")]] void fabula_elements(const LiveScript* script) {
    answer_with(elements_json(script->document()));
}

[[clang::export_name("fabula_pages")]] void fabula_pages(const LiveScript* script) {
    answer_with(pages_json(script->document(), script->pages()));
}

// [[label, element, bytes of it above], …]: where each page begins.
[[clang::export_name("fabula_page_starts")]] void fabula_page_starts(const LiveScript* script) {
    Json list = Json::array();
    for (const Page& page : script->pages().pages) {
        const PagePosition& at = page.start.at;
        list.push_back(Json::array({page.label, at.element, at.offset}));
    }
    answer() = list.dump();
}

// [first, removed, inserted]: what the last change did to the elements.
[[clang::export_name("fabula_last_change")]] void fabula_last_change(const LiveScript* script) {
    const ElementChange& change = script->last_change();
    answer() = Json::array({change.first, change.removed, change.inserted}).dump();
}

// The file of a built-in format: keys, lists, columns.
[[clang::export_name("fabula_format")]] void fabula_format(unsigned format) {
    answer() = format < kFormatNames.size() ? text_of(static_cast<Format>(format)) : "null";
}

}  // extern "C"
