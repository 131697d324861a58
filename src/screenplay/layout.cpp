#include "screenplay/layout.hpp"

#include <algorithm>
#include <cmath>

namespace fabula::screenplay {

namespace {

std::uint16_t characters_in(double inches, double cell_points) noexcept {
    // The tolerance keeps 6.5 inches of 7.2 points at 65 characters.
    const double fit = std::floor(inches * 72.0 / cell_points + 1e-6);
    return static_cast<std::uint16_t>(std::clamp(fit, 1.0, 1000.0));
}

}  // namespace

void set_paper(Layout& layout, Paper paper) noexcept {
    layout.page.width = paper == Paper::A4 ? 8.27 : 8.5;
    layout.page.height = paper == Paper::A4 ? 11.69 : 11.0;
}

int lines_per_page(const PageGeometry& page) noexcept {
    const double points = (page.height - page.top - page.bottom) * 72.0;
    return std::max(1, static_cast<int>(std::floor(points / page.leading_points + 1e-6)));
}

Columns columns_of(const Layout& layout, Slot slot) noexcept {
    const ElementLayout& element = layout.of(slot);
    const double width = element.right - element.left;
    return {.first = characters_in(width - element.first_indent, layout.page.cell_points),
            .rest = characters_in(width, layout.page.cell_points)};
}

}  // namespace fabula::screenplay
