// A frame's spec as JSON: the provenance from which its picture can be drawn again.
#pragma once

#include "base/json.hpp"
#include "drawing/frame.hpp"
#include "drawing/frame/canvas.hpp"

// Colours of looks are opaque: "#rrggbb".
template <>
struct fabula::JsonCodec<fabula::drawing::Color> {
    static Json schema(const Rules&) { return {{"type", "string"}, {"pattern", "^#[0-9a-f]{6}$"}}; }
    static Json encode(drawing::Color value) { return drawing::hex_of(value); }
    static std::string decode(const Json& json, const Rules&, drawing::Color& out) {
        if (!json.is_string()) return "must be a colour, #rrggbb";
        out = drawing::color_of(json.get_ref<const std::string&>());
        return {};
    }
};
