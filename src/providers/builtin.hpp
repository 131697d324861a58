// "Built-in (rules, no AI model)": draws by the engine of src/drawing. Same request, same bytes.
#pragma once

#include <optional>

#include "drawing/frame.hpp"
#include "providers/providers.hpp"

namespace fabula::providers {

inline constexpr std::string_view kBuiltinName = "Built-in (rules, no AI model)";

// The looks of a whole cast, in its order.
struct DressedCast {
    std::vector<drawing::CastMember> members;
    std::vector<drawing::Look> looks;
};
DressedCast dress_cast(const std::vector<CastMember>& cast);

// What the rules make of a request; width and height in points.
drawing::FrameSpec frame_spec(const FrameRequest& request, const DressedCast& cast, double width,
                              double height);

// The drawing of a picture that these rules made, from its provenance; none of another's, or of
// one that other rules made.
// True for what the built-in provider drew, by any version of its rules.
bool is_builtin(const Json& provenance);
std::optional<drawing::Drawing> redraw(const Json& provenance);

class BuiltinProvider final : public ImageProvider {
public:
    [[nodiscard]] std::string_view name() const override { return kBuiltinName; }
    // 1280 by 720 pixels, PNG.
    [[nodiscard]] Picture draw(const FrameRequest& request,
                               const std::vector<CastMember>& cast) const override;
    // One figure before a plain ground, for cast lists.
    [[nodiscard]] drawing::Drawing portrait(const std::string& name,
                                            const std::vector<CastMember>& cast) const;
    // The whole figure from the front, from the side and from behind, for who draws them elsewhere.
    [[nodiscard]] Picture reference_sheet(const std::string& name,
                                          const std::vector<CastMember>& cast) const;
    [[nodiscard]] std::string portrait_svg(const std::string& name,
                                           const std::vector<CastMember>& cast) const;
};

}  // namespace fabula::providers
