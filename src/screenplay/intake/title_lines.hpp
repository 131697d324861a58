// The lines of a title page, told apart by where they stand.
#pragma once

#include <string>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/grammar/emphasis.hpp"

namespace fabula::screenplay {

enum class Side { Left, Center, Right };

// Centred groups are title, credit, author and source, as writers set them; right-aligned lines
// with a digit are the draft's date; what else stands there is contact.
class TitleLines {
public:
    // Empty text closes a group.
    void add(StyledText text, Side side);

    std::vector<TitleEntry> entries();

private:
    using Lines = std::vector<std::string>;

    void add_right(std::string line);
    void name_groups();
    void split_credit(Lines& lines, std::ptrdiff_t from);

    std::vector<Lines> groups_;
    bool open_group_ = false;
    bool dated_ = false;  // A line with a digit stands on the right.
    Lines title_, credit_, author_, source_, date_, contact_;
};

}  // namespace fabula::screenplay
