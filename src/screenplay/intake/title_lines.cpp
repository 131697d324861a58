#include "screenplay/intake/title_lines.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/intake/script_builder.hpp"

namespace fabula::screenplay {

namespace {

std::string marked(StyledText styled) {
    join_lines(styled);
    return write_styled(styled.text, styled.runs).text;
}

bool has_digit(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos;
}

// "Written by", "by", "Story by", "von": words that announce a name.
bool is_credit(std::string_view line) {
    const auto words = fold(line);
    return words == "by" || words == "von" || words.ends_with(" by") || words.ends_with(" von");
}

}  // namespace

void TitleLines::add(StyledText text, Side side) {
    const auto words = trim(text.text);
    if (words.empty()) {
        open_group_ = false;
        return;
    }
    if (side == Side::Center) {
        if (!open_group_) groups_.emplace_back();
        open_group_ = true;
        groups_.back().push_back(marked(std::move(text)));
        return;
    }
    // Tab stops set contact and date on one line.
    const auto tab = words.find('\t');
    if (tab != std::string_view::npos) {
        contact_.emplace_back(trim(words.substr(0, tab)));
        add_right(std::string(trim(words.substr(tab))));
    } else if (side == Side::Right) {
        add_right(marked(std::move(text)));
    } else {
        contact_.push_back(marked(std::move(text)));
    }
}

std::vector<TitleEntry> TitleLines::entries() {
    std::vector<TitleEntry> out;
    name_groups();
    const auto put = [&](std::string_view key, Lines& lines) {
        if (!lines.empty()) out.push_back({std::string(key), std::move(lines)});
    };
    put("Title", title_);
    put("Credit", credit_);
    put("Author", author_);
    put("Source", source_);
    put("Draft date", date_);
    put("Contact", contact_);
    return out;
}

void TitleLines::add_right(std::string line) {
    const auto words = fold(line);
    const bool draft = words.find("draft") != words.npos || words.find("fassung") != words.npos;
    auto& lines = draft || (has_digit(line) && !dated_) ? date_ : contact_;
    dated_ = dated_ || has_digit(line);
    lines.push_back(std::move(line));
}

void TitleLines::name_groups() {
    if (groups_.empty()) return;
    title_ = std::move(groups_.front());
    groups_.erase(groups_.begin());
    split_credit(title_, 1);
    std::size_t next = 0;
    if (groups_.size() > 1 && groups_[0].size() == 1 && credit_.empty()) {
        credit_ = std::move(groups_[next++]);
    }
    if (next < groups_.size()) {
        author_.insert(author_.end(), groups_[next].begin(), groups_[next].end());
        ++next;
        if (credit_.empty()) split_credit(author_, 0);
    }
    for (; next < groups_.size(); ++next) {
        source_.insert(source_.end(), groups_[next].begin(), groups_[next].end());
    }
}

// "Written by" among the lines, from `from` on: what follows it is the author. Lines of the author
// before it belong to the credit.
void TitleLines::split_credit(Lines& lines, std::ptrdiff_t from) {
    const auto first = lines.begin() + std::min(from, std::ssize(lines));
    const auto credit =
        std::find_if(first, lines.end(), [](const auto& line) { return is_credit(line); });
    if (credit == lines.end() || credit + 1 == lines.end()) return;
    const bool whole = &lines == &author_;
    credit_.assign(whole ? lines.begin() : credit, credit + 1);
    Lines author(credit + 1, lines.end());
    lines.erase(credit, lines.end());
    author_ = std::move(author);
}

}  // namespace fabula::screenplay
