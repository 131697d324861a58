#include "typeset/placed_picture.hpp"

#include <algorithm>

#include "drawing/image.hpp"

namespace fabula::typeset {

using namespace drawing;

namespace {

Rect contained(double width, double height, const Rect& box) {
    if (width <= 0 || height <= 0) return box;
    const double scale = std::min(box.width / width, box.height / height);
    const double w = width * scale, h = height * scale;
    return {box.x + (box.width - w) / 2, box.y + (box.height - h) / 2, w, h};
}

Rect contained(const ImageData& data, const Rect& box) {
    if (const auto info = probe_image(data.bytes)) {
        return contained(info->width, info->height, box);
    }
    return contained(data.width, data.height, box);
}

}  // namespace

Group placed(const Drawing& drawing, const Rect& box) {
    const auto rect = contained(drawing.width, drawing.height, box);
    Group group;
    group.items = drawing.items;
    group.transform.a = rect.width / drawing.width;
    group.transform.d = rect.height / drawing.height;
    group.transform.e = rect.x;
    group.transform.f = rect.y;
    group.clip = rectangle({0, 0, drawing.width, drawing.height});
    return group;
}

Group placed(const std::shared_ptr<const ImageData>& image, const Rect& box) {
    Group group;
    group.clip = rectangle(box);
    group.items.emplace_back(Image{image, contained(*image, box)});
    return group;
}

}  // namespace fabula::typeset
