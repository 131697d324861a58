#include <algorithm>
#include <cmath>

#include "drawing/image.hpp"

namespace fabula::drawing {

namespace {

// Catmull-Rom: interpolates, sharpens a little, reaches two source pixels to each side.
float cubic(double distance) {
    const double x = std::abs(distance);
    if (x < 1) return static_cast<float>((1.5 * x - 2.5) * x * x + 1);
    if (x < 2) return static_cast<float>(((-0.5 * x + 2.5) * x - 4) * x + 2);
    return 0;
}

// The source pixels that make one target pixel, and how much of each.
struct Share {
    std::uint32_t first = 0;
    std::vector<float> weights;
};

std::vector<Share> shares_of(std::uint32_t source, std::uint32_t target) {
    const double step = static_cast<double>(source) / target;
    const double stretch =
        std::max(1.0, step);  // When shrinking, the filter covers all it replaces.
    std::vector<Share> shares(target);
    for (std::uint32_t i = 0; i < target; ++i) {
        const double center = (i + 0.5) * step - 0.5;
        const auto first = static_cast<std::int64_t>(std::ceil(center - 2 * stretch));
        const auto last = static_cast<std::int64_t>(std::floor(center + 2 * stretch));
        const std::int64_t end = source - 1;
        Share& share = shares[i];
        share.first = static_cast<std::uint32_t>(std::clamp<std::int64_t>(first, 0, end));
        const auto to = static_cast<std::uint32_t>(std::clamp<std::int64_t>(last, 0, end));
        share.weights.resize(to - share.first + 1);
        float sum = 0;
        for (std::uint32_t at = share.first; at <= to; ++at) {
            sum += share.weights[at - share.first] = cubic((at - center) / stretch);
        }
        for (float& weight : share.weights) weight /= sum;
    }
    return shares;
}

// One row, premultiplied, each channel 0..255.
std::vector<float> to_floats(const std::uint8_t* row, std::uint32_t width) {
    std::vector<float> out(std::size_t{width} * 4);
    for (std::size_t at = 0; at < out.size(); at += 4) {
        const auto alpha = static_cast<float>(row[at + 3]) / 255.0F;
        for (std::size_t c = 0; c < 3; ++c) out[at + c] = static_cast<float>(row[at + c]) * alpha;
        out[at + 3] = row[at + 3];
    }
    return out;
}

// The source with all its rows brought to the target's width, premultiplied.
std::vector<float> scale_rows(const Pixels& source, const std::vector<Share>& shares) {
    std::vector<float> out(shares.size() * source.height * 4);
    float* to = out.data();
    for (std::uint32_t y = 0; y < source.height; ++y) {
        const auto row = to_floats(&source.rgba[std::size_t{y} * source.width * 4], source.width);
        for (const Share& share : shares) {
            const float* from = &row[std::size_t{share.first} * 4];
            float sums[4] = {};
            for (const float weight : share.weights) {
                for (int c = 0; c < 4; ++c) sums[c] += weight * from[c];
                from += 4;
            }
            to = std::copy_n(sums, 4, to);
        }
    }
    return out;
}

std::uint8_t to_byte(float value) {
    return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F));
}

void store_row(const std::vector<float>& row, std::uint8_t* out) {
    for (std::size_t at = 0; at < row.size(); at += 4) {
        const float alpha = std::clamp(row[at + 3], 0.0F, 255.0F);
        const float unmultiply = alpha > 0 ? 255.0F / alpha : 0.0F;
        for (std::size_t c = 0; c < 3; ++c) out[at + c] = to_byte(row[at + c] * unmultiply);
        out[at + 3] = to_byte(alpha);
    }
}

}  // namespace

Pixels scale_image(const Pixels& source, std::uint32_t width, std::uint32_t height) {
    const auto columns = scale_rows(source, shares_of(source.width, width));
    Pixels out{width, height, std::vector<std::uint8_t>(std::size_t{width} * height * 4)};
    std::vector<float> row(std::size_t{width} * 4);
    std::uint8_t* to = out.rgba.data();
    for (const Share& share : shares_of(source.height, height)) {
        std::fill(row.begin(), row.end(), 0.0F);
        const float* from = &columns[share.first * row.size()];
        for (const float weight : share.weights) {
            for (std::size_t i = 0; i < row.size(); ++i) row[i] += weight * from[i];
            from += row.size();
        }
        store_row(row, to);
        to += row.size();
    }
    return out;
}

}  // namespace fabula::drawing
