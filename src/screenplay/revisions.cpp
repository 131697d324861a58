#include "screenplay/revisions.hpp"

#include <functional>
#include <span>
#include <string_view>

#include "screenplay/fdx/align.hpp"

namespace fabula::screenplay {

namespace {

bool is_printed(ElementType type) {
    return type != ElementType::Section && type != ElementType::Synopsis &&
           type != ElementType::Note && type != ElementType::Boneyard;
}

struct Item {
    std::uint32_t element = 0;
    std::uint64_t hash = 0;
};

std::uint64_t hash_of(std::string_view text) {
    return std::hash<std::string_view>{}(text);
}

std::vector<Item> printed_items(const Document& document) {
    std::vector<Item> items;
    for (std::uint32_t i = 0; i < document.elements.size(); ++i) {
        const Element& element = document.elements[i];
        if (!is_printed(element.type)) continue;
        const auto type = static_cast<std::uint64_t>(element.type) + 1;
        items.push_back({i, hash_of(element.text) ^ (type * 0x9E3779B97F4A7C15U)});
    }
    return items;
}

std::vector<std::uint64_t> hashes_of(std::span<const Item> items) {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(items.size());
    for (const Item& item : items) hashes.push_back(item.hash);
    return hashes;
}

struct Word {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
};

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = text.find_first_not_of(" \n\t", at);
        if (from == std::string_view::npos) break;
        at = std::min(text.find_first_of(" \n\t", from), text.size());
        words.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(at)});
    }
    return words;
}

std::vector<std::uint64_t> hashes_of(std::string_view text, const std::vector<Word>& words) {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(words.size());
    for (const Word& word : words)
        hashes.push_back(hash_of(text.substr(word.from, word.to - word.from)));
    return hashes;
}

class Comparer {
public:
    Comparer(const Document& before, const Document& after)
        : before_(before), after_(after), old_(printed_items(before)), new_(printed_items(after)) {}

    std::vector<ChangedText> run() {
        const auto kept = align(hashes_of(old_), hashes_of(new_));
        std::size_t o = 0, n = 0;
        for (std::size_t i = 0; i <= old_.size(); ++i) {
            if (i < old_.size() && kept[i] == kUnmatched) continue;
            const std::size_t until = i < old_.size() ? kept[i] : new_.size();
            compare_gap(o, i, n, until);
            o = i + 1;
            n = until + 1;
        }
        return std::move(changes_);
    }

private:
    // Old [o, o_end) became new [n, n_end): one for one as far as their types agree.
    void compare_gap(std::size_t o, std::size_t o_end, std::size_t n, std::size_t n_end) {
        bool removed = false;
        while (n < n_end) {
            // A look far ahead in a long gap would make it quadratic.
            const std::size_t reach = std::min(o_end, o + kLookAhead);
            std::size_t partner = o;
            while (partner < reach && type_of_old(partner) != type_of_new(n)) ++partner;
            if (partner < reach) {
                removed = removed || partner > o;
                compare_texts(old_[partner].element, new_[n].element, removed);
                o = partner + 1;
            } else {
                add(new_[n].element, 0, size_of(new_[n].element));
            }
            removed = false;
            ++n;
        }
        if (o < o_end) mark_removed(n);
    }

    void mark_removed(std::size_t n) {
        if (n < new_.size()) {
            add(new_[n].element, 0, 0);
        } else if (!new_.empty()) {
            const auto last = new_.back().element;
            add(last, size_of(last), size_of(last));
        }
    }

    void compare_texts(std::uint32_t old_element, std::uint32_t new_element, bool removed_above) {
        const std::string_view old_text = before_.elements[old_element].text;
        const std::string_view new_text = after_.elements[new_element].text;
        const auto old_words = words_of(old_text);
        const auto new_words = words_of(new_text);
        const auto kept = align(hashes_of(old_text, old_words), hashes_of(new_text, new_words));
        if (removed_above) add(new_element, 0, 0);
        std::size_t n = 0;
        bool removed = false;
        for (std::size_t i = 0; i <= old_words.size(); ++i) {
            if (i < old_words.size() && kept[i] == kUnmatched) {
                removed = true;
                continue;
            }
            const std::size_t until = i < old_words.size() ? kept[i] : new_words.size();
            if (n < until) {
                add(new_element, new_words[n].from, new_words[until - 1].to);
            } else if (removed) {
                const auto at = until < new_words.size()
                                    ? new_words[until].from
                                    : static_cast<std::uint32_t>(new_text.size());
                add(new_element, at, at);
            }
            removed = false;
            n = until + 1;
        }
    }

    void add(std::uint32_t element, std::uint32_t from, std::uint32_t to) {
        if (!changes_.empty() && changes_.back() == ChangedText{element, from, to}) return;
        changes_.push_back({element, from, to});
    }

    [[nodiscard]] ElementType type_of_old(std::size_t i) const {
        return before_.elements[old_[i].element].type;
    }
    [[nodiscard]] ElementType type_of_new(std::size_t i) const {
        return after_.elements[new_[i].element].type;
    }
    [[nodiscard]] std::uint32_t size_of(std::uint32_t element) const {
        return static_cast<std::uint32_t>(after_.elements[element].text.size());
    }

    static constexpr std::size_t kLookAhead = 16;

    const Document& before_;
    const Document& after_;
    std::vector<Item> old_, new_;
    std::vector<ChangedText> changes_;
};

}  // namespace

std::vector<ChangedText> changed_text(const Document& before, const Document& after) {
    return Comparer(before, after).run();
}

}  // namespace fabula::screenplay
