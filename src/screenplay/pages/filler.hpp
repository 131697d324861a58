// Fills one page after the other.
#pragma once

#include <string>
#include <vector>

#include "screenplay/pages/cut.hpp"
#include "screenplay/pages/writer.hpp"
#include "screenplay/paginate.hpp"

namespace fabula::screenplay {

class PageFiller {
public:
    PageFiller(const Document& document, const Layout& layout, const PageOptions& options,
               bool scenes_counted);

    // Makes the page that begins at `start`, which moves to where the next one begins. False where
    // nothing is left to print. The page has neither number nor header yet.
    bool fill(PageStart& start, Page& page);

private:
    bool skip_breaks();
    bool fill_omitted();
    void mark_scene_above();
    void mark_scene_below();
    [[nodiscard]] std::string label_below(const std::string& label) const;
    void number_cue(const Part& part);
    void load_chain();
    [[nodiscard]] std::size_t count_fitting() const;
    void part_chain(std::size_t fitting);
    bool cut_inside(std::size_t unit, int room);
    void force(std::size_t fitting);
    [[nodiscard]] int room_for(std::size_t unit) const;

    void place(const Unit& unit);
    void place_above(const Unit& unit, const Cut& cut);
    void place_blank_above(const Unit& unit, int room);
    void place_dual_above(const Unit& unit, int room);
    void place_column(std::uint32_t first, const Cut& cut);
    void place_lines(const Part& part, std::uint32_t count, std::uint32_t end);
    void open_unit(const Unit& unit);
    void place_repeated_cues(const Unit& unit);
    void open_scene(std::uint32_t element);
    std::string suffix_of_cue(const Part& part);
    [[nodiscard]] PagePosition position_below(const Unit& unit, const Cut& cut) const;

    const Document& document_;
    const Layout& layout_;
    const PageOptions& options_;
    const bool scenes_counted_;
    const int page_rows_;
    UnitReader reader_;
    std::vector<std::uint32_t> named_breaks_;  // Page breaks that give a number.
    std::vector<Unit> chain_;  // Units that stay together, from where the page is filled to.
    PageStart* state_ = nullptr;
    Page* page_ = nullptr;
    int row_ = 0;
    std::uint32_t page_cues_ = 0;  // Numbered elements on this page.
};

// The label behind `label`: "12" → "13", "12A" → "12B", "12Z" → "12AA".
std::string label_after(const std::string& label);

}  // namespace fabula::screenplay
