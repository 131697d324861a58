#include "screenplay/fdx/kinds.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"

namespace fabula::screenplay {

namespace {

struct KindName {
    std::string_view name;  // Lower case.
    FdxKind kind;
    bool capitals;  // Final Draft shows it in capitals where the file does not say.
};

constexpr std::array kKinds = {
    KindName{"general", FdxKind::General, false},
    KindName{"action", FdxKind::Action, false},
    KindName{"scene heading", FdxKind::SceneHeading, true},
    KindName{"character", FdxKind::Character, true},
    KindName{"parenthetical", FdxKind::Parenthetical, false},
    KindName{"dialogue", FdxKind::Dialogue, false},
    KindName{"transition", FdxKind::Transition, true},
    KindName{"shot", FdxKind::Shot, true},
    KindName{"cast list", FdxKind::Action, true},
    KindName{"new act", FdxKind::NewAct, true},
    KindName{"end of act", FdxKind::EndOfAct, true},
    KindName{"cold opening", FdxKind::NewAct, true},
    KindName{"lyric", FdxKind::Lyric, false},
    KindName{"lyrics", FdxKind::Lyric, false},
    KindName{"show/ep. title", FdxKind::Title, true},
    KindName{"summary", FdxKind::Summary, false},
};

const KindName* find_kind(std::string_view name) {
    const auto lower = to_lower_ascii(trim(name));
    const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                    [&](const KindName& kind) { return kind.name == lower; });
    return found == kKinds.end() ? nullptr : &*found;
}

// "Outline 2" and "Outline 2 (Sequences)": levels may be renamed behind their number.
std::optional<std::uint8_t> outline_level(std::string_view lower) {
    constexpr std::string_view kOutline = "outline ";
    if (!lower.starts_with(kOutline) || lower.size() == kOutline.size()) return std::nullopt;
    const char digit = lower[kOutline.size()];
    if (digit < '1' || digit > '9') return std::nullopt;
    return static_cast<std::uint8_t>(std::min(digit - '0', 6));
}

// As Final Draft's own template sets what the file leaves open.
FdxSetting default_setting(std::string_view type) {
    FdxSetting setting;
    const auto lower = to_lower_ascii(trim(type));
    if (const auto level = outline_level(lower)) {
        setting.kind = FdxKind::Outline;
        setting.level = *level;
    } else if (const auto* kind = find_kind(lower)) {
        setting.kind = kind->kind;
        setting.capitals = kind->capitals;
        setting.starts_page = lower == "new act";
    }
    return setting;
}

FdxSetting setting_of(const pugi::xml_node& node) {
    const std::string_view type = node.attribute("Type").as_string();
    auto setting = default_setting(type);
    if (setting.kind == FdxKind::Action && find_kind(type) == nullptr) {
        setting.kind =
            default_setting(node.child("Behavior").attribute("PaginateAs").as_string()).kind;
    }
    if (const auto style = node.child("FontSpec").attribute("Style")) {
        setting.capitals =
            std::string_view(style.value()).find("AllCaps") != std::string_view::npos;
    }
    const auto spec = node.child("ParagraphSpec");
    if (const auto starts = spec.attribute("StartsNewPage")) setting.starts_page = says_yes(starts);
    setting.centered = std::string_view(spec.attribute("Alignment").as_string()) == "Center";
    return setting;
}

}  // namespace

bool says_yes(const pugi::xml_attribute& attribute) noexcept {
    return std::string_view(attribute.as_string()) == "Yes";
}

FdxSettings::FdxSettings(const pugi::xml_node& root) {
    for (const auto& node : root.children("ElementSettings")) {
        by_type_[to_lower_ascii(trim(node.attribute("Type").as_string()))] = setting_of(node);
    }
}

FdxSetting FdxSettings::of(const pugi::xml_node& paragraph) const {
    const std::string_view type = paragraph.attribute("Type").as_string();
    const auto seen = seen_.find(type);
    if (seen != seen_.end()) return seen->second;
    const auto found = by_type_.find(to_lower_ascii(trim(type)));
    const auto setting = found != by_type_.end() ? found->second : default_setting(type);
    seen_.emplace(type, setting);
    return setting;
}

}  // namespace fabula::screenplay
