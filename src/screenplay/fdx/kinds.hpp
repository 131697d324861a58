// Kinds of paragraphs in Final Draft files, and how a file's template sets them.
#pragma once

#include <cstdint>
#include <map>
#include <pugixml.hpp>
#include <string>

namespace fabula::screenplay {

enum class FdxKind : std::uint8_t {
    General,
    Action,
    SceneHeading,
    Character,
    Parenthetical,
    Dialogue,
    Transition,
    Shot,
    NewAct,
    EndOfAct,
    Title,
    Lyric,
    Outline,  // "Outline 2": the writer's structure, not printed.
    Summary,  // Prose below an outline, not printed.
};

constexpr bool is_spoken(FdxKind kind) noexcept {
    return kind == FdxKind::Dialogue || kind == FdxKind::Parenthetical || kind == FdxKind::Lyric;
}

struct FdxSetting {
    FdxKind kind = FdxKind::Action;
    std::uint8_t level = 0;  // Of an outline, 1..6.
    bool capitals = false;
    bool starts_page = false;
    bool centered = false;
};

// A file's ElementSettings. Kinds of its own behave as their `PaginateAs` says.
class FdxSettings {
public:
    explicit FdxSettings(const pugi::xml_node& root);

    [[nodiscard]] FdxSetting of(const pugi::xml_node& paragraph) const;

private:
    using ByType = std::map<std::string, FdxSetting, std::less<>>;

    ByType by_type_;       // Types in lower case.
    mutable ByType seen_;  // As paragraphs spell them.
};

bool says_yes(const pugi::xml_attribute& attribute) noexcept;

}  // namespace fabula::screenplay
