// How the letters of balloons are set.
#pragma once

#include <vector>

#include "comic/lettering.hpp"

namespace fabula::comic {

inline constexpr double kLeading = 1.12;  // From baseline to baseline, of the size.

drawing::Face face_of(BalloonKind kind, bool italic, bool strong);
// Of one line, in points.
double width_of(const PlacedBalloon& balloon, const std::vector<LetterRun>& runs);

}  // namespace fabula::comic
