#include "screenplay/fdx/title.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "screenplay/fdx/kinds.hpp"
#include "screenplay/fdx/text.hpp"
#include "screenplay/grammar/emphasis.hpp"

namespace fabula::screenplay {

namespace {

using Lines = std::vector<std::string>;

std::string marked(StyledText styled) {
    std::replace(styled.text.begin(), styled.text.end(), '\n', ' ');
    trim_styled(styled);
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

class TitleReader {
public:
    void add(const pugi::xml_node& paragraph) {
        const auto styled = fdx_text(paragraph, Capitals::AsTyped);
        const bool breaks = says_yes(paragraph.attribute("StartsNewPage"));
        if (breaks && !groups_.empty()) first_page_ = false;
        if (!first_page_) {
            if (!trim(styled.text).empty()) further_.push_back(marked(styled));
            return;
        }
        const std::string_view alignment = paragraph.attribute("Alignment").as_string();
        if (trim(styled.text).empty()) {
            open_group_ = false;
        } else if (alignment == "Center") {
            if (!open_group_) groups_.emplace_back();
            open_group_ = true;
            groups_.back().push_back(marked(styled));
        } else {
            add_beside(styled, alignment);
        }
    }

    std::vector<TitleEntry> entries() {
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
        put(kFrontMatter, further_);
        return out;
    }

private:
    // Tab stops set contact and date on one line.
    void add_beside(const StyledText& styled, std::string_view alignment) {
        const std::string_view text = styled.text;
        const auto tab = trim(text).empty() ? std::string_view::npos : trim(text).find('\t');
        if (tab != std::string_view::npos) {
            contact_.emplace_back(trim(trim(text).substr(0, tab)));
            add_right(std::string(trim(trim(text).substr(tab))));
        } else if (alignment == "Right") {
            add_right(marked(styled));
        } else {
            contact_.push_back(marked(styled));
        }
    }

    void add_right(std::string line) {
        const auto words = fold(line);
        const bool draft = words.find("draft") != words.npos || words.find("fassung") != words.npos;
        auto& lines = draft || (has_digit(line) && !dated_) ? date_ : contact_;
        dated_ = dated_ || has_digit(line);
        lines.push_back(std::move(line));
    }

    void name_groups() {
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

    // "Written by" among the lines, from `from` on: what follows it is the author.
    void split_credit(Lines& lines, std::ptrdiff_t from) {
        const auto first = lines.begin() + std::min(from, std::ssize(lines));
        const auto credit =
            std::find_if(first, lines.end(), [](const auto& line) { return is_credit(line); });
        if (credit == lines.end() || credit + 1 == lines.end()) return;
        credit_ = {*credit};
        Lines author(credit + 1, lines.end());
        lines.erase(credit, lines.end());
        author_ = std::move(author);
    }

    std::vector<Lines> groups_;
    bool open_group_ = false;
    bool first_page_ = true;
    bool dated_ = false;  // A line with a digit stands on the right.
    Lines title_, credit_, author_, source_, date_, contact_, further_;
};

}  // namespace

std::string fdx_title_line(const pugi::xml_node& paragraph) {
    return marked(fdx_text(paragraph, Capitals::AsTyped));
}

std::vector<TitleEntry> read_fdx_title(const pugi::xml_node& title_page) {
    TitleReader reader;
    for (const auto& paragraph : title_page.child("Content").children("Paragraph")) {
        reader.add(paragraph);
    }
    return reader.entries();
}

}  // namespace fabula::screenplay
