// A script while it is written: after each change of its text only what can differ is read and
// paged again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/paginate.hpp"

namespace fabula::screenplay {

// UTF-16 units [from, to) of the text become `insert`.
struct TextChange {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::string_view insert;  // Stored text: UTF-8 with LF.
};

// document() equals parse_fountain(text(), format), and pages() equals paginate(document(), …), at
// any time.
class LiveScript {
public:
    // Without a layout the script has the one of its format and title page.
    LiveScript(std::string text, Format format, const PageOptions& options,
               std::optional<Layout> layout = std::nullopt);

    // Without pages: pages() has none.
    LiveScript(std::string text, Format format);

    // False where the range is none of the text or parts a surrogate pair: nothing has changed.
    bool apply(const TextChange& change);

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] const Document& document() const noexcept { return document_; }
    // What stands at the range of an element.
    [[nodiscard]] std::string_view source_of(std::uint32_t element) const;
    [[nodiscard]] const Layout& layout() const noexcept { return layout_; }
    [[nodiscard]] const Pages& pages() const noexcept { return pages_; }
    // Elements that the last change has replaced by others; first is the number of elements where
    // there are none.
    [[nodiscard]] const ElementChange& last_change() const noexcept { return change_; }
    // Whether the last change was read without reading the whole text.
    [[nodiscard]] bool was_partial() const noexcept { return partial_; }

private:
    struct Bytes {
        std::size_t from = 0;
        std::size_t to = 0;
    };
    // What is read again: elements [first, last), which are the bytes of `old`.
    struct Window {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
        bool open_end = false;  // To the end of the text, where nothing stands alone.
        Bytes old{};
    };

    void read_all();
    bool read_part(const Bytes& changed, const TextChange& change);
    [[nodiscard]] std::optional<Bytes> bytes_of(const TextChange& change) const;
    [[nodiscard]] std::optional<std::size_t> byte_of(std::uint32_t unit) const;
    [[nodiscard]] std::optional<Window> window_around(const Bytes& changed) const;
    [[nodiscard]] bool stands_alone(std::uint32_t element) const;
    [[nodiscard]] bool has_blank_line_above(std::uint32_t element) const;
    [[nodiscard]] bool fits(const Window& window, const Document& part, std::int64_t units) const;
    void splice(const Window& window, Document part, std::int64_t units, std::int64_t bytes);
    void splice_diagnostics(const Range& old, std::vector<Diagnostic>& added, std::int64_t units);
    void splice_notes(const Window& window, Document& part, std::int64_t units);
    void add_starts(std::vector<std::uint32_t>& starts, std::size_t byte, std::uint32_t unit,
                    const std::vector<Element>& elements) const;

    std::string text_;
    Format format_;
    PageOptions options_;
    bool layout_given_;
    bool paged_ = true;
    Layout layout_;
    Document document_;
    std::vector<std::uint32_t> starts_;  // Byte where each element begins.
    Pages pages_;
    ElementChange change_;
    bool partial_ = false;
};

}  // namespace fabula::screenplay
