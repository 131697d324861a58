// A storyboard on paper: six frames to a page, each with its number, size, scene, description and
// dialogue. Captions grow and push frames to the next page; nothing is cut. Black and grey only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "drawing/drawing.hpp"
#include "typeset/pdf.hpp"

namespace fabula::typeset {

struct StoryboardFrame {
    // What the frame shows: a drawing, else a picture, else nothing. A drawing stays sharp at any
    // size and takes a tenth of a picture's bytes.
    std::shared_ptr<const drawing::Drawing> drawing{};
    std::shared_ptr<const drawing::ImageData> image{};
    std::string alternative{};  // Of what it shows, read aloud.
    std::string number{};       // "3A"
    std::string size{};         // "Close-up", with angle and move.
    std::string scene{};        // "INT. KITCHEN - NIGHT"
    std::string description{};
    std::string dialogue{};  // One line per speech: "ANNA: Wait."
    std::string state{};     // "rough", shown in the frame's corner; empty: nothing.
};

// Words that stand on the page, in the reader's language.
struct StoryboardWords {
    std::string page = "Page {page} of {pages}";
    std::string shot = "Shot {number}";
    std::string continued = "continued";
};

struct StoryboardSheet {
    std::string title{};
    std::string subtitle{};                        // Episode, draft, date.
    double paper_width = 792, paper_height = 612;  // Points; landscape.
    double aspect = 16.0 / 9;                      // Of the frames.
    StoryboardWords words{};
    std::vector<StoryboardFrame> frames{};
};

std::vector<drawing::Drawing> storyboard_pages(const StoryboardSheet& sheet);

// With a bookmark for each scene. The title comes from the sheet where `info` has none.
PdfFileBytes storyboard_pdf(const StoryboardSheet& sheet, PdfInfo info);

}  // namespace fabula::typeset
