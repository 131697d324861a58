// Looks of a cast, as a script tells them.
#include <algorithm>
#include <cstdlib>

#include "drawing/frame/mentions.hpp"
#include "drawing/frame_plan.hpp"

namespace fabula::drawing {
namespace {

constexpr std::string_view kShe = "she her hers herself sie ihr ihre ihren";
constexpr std::string_view kHe = "he his him himself er sein seine seinen ihm";

// From behind the name to the end of the sentence, the age in brackets included.
std::string_view rest_of_sentence(std::string_view text, std::size_t from) {
    std::size_t to = from;
    int brackets = 0;
    for (; to < text.size(); ++to) {
        const char c = text[to];
        if (c == '(') ++brackets;
        if (c == ')') --brackets;
        const bool ends = c == '.' || c == '!' || c == '?' || c == '\n';
        const bool last = to + 1 >= text.size() || text[to + 1] == ' ' || text[to + 1] == '\n';
        if (ends && last && brackets <= 0) break;
    }
    return text.substr(from, to - from);
}

struct Votes {
    int she = 0, he = 0;
};

class CastReader {
public:
    explicit CastReader(const std::vector<std::string>& names)
        : list_(names),
          introduced_(names.size()),
          votes_(names.size()),
          done_(names.size(), false) {}

    void read(std::string_view action) {
        const auto words = words_of(action);
        std::vector<std::size_t> named;
        for (std::size_t at = 0; at < words.size(); ++at) {
            const auto mention = list_.at(words, at);
            if (mention.who == NameList::kNobody) continue;
            introduce(action, words, at, mention);
            if (std::find(named.begin(), named.end(), mention.who) == named.end()) {
                named.push_back(mention.who);
            }
            at += mention.words - 1;
        }
        if (named.size() == 1) vote(words, named[0]);
    }

    [[nodiscard]] LookHints hints(std::size_t who, const std::string& name) const {
        LookHints voted;
        const Votes& v = votes_[who];
        if (v.she > v.he) voted.gender = Gender::Female;
        if (v.he > v.she) voted.gender = Gender::Male;
        const LookHints named = read_name(name);
        // Two pronouns more know better than a list of given names.
        const bool sure = std::abs(v.she - v.he) >= 2;
        return combine(introduced_[who], sure ? combine(voted, named) : combine(named, voted));
    }

private:
    NameList list_;
    std::vector<LookHints> introduced_;
    std::vector<Votes> votes_;
    std::vector<bool> done_;

    // Scripts write a name in capitals, or an age behind it, when somebody is first seen.
    void introduce(std::string_view action, const std::vector<Word>& words, std::size_t at,
                   const NameList::Mention& mention) {
        const Word& last = words[at + mention.words - 1];
        const std::size_t behind = last.to;
        const bool aged = behind + 1 < action.size() && action.substr(behind, 2) == " (";
        if (done_[mention.who] || (!words[at].capitals && !aged)) return;
        done_[mention.who] = true;
        introduced_[mention.who] = read_look(rest_of_sentence(action, behind));
        introduced_[mention.who].gender.reset();  // Pronouns there may be about somebody else.
        const auto direct = read_look(rest_of_sentence(action, behind)).gender;
        if (direct)
            (*direct == Gender::Female ? votes_[mention.who].she : votes_[mention.who].he) += 2;
    }

    void vote(const std::vector<Word>& words, std::size_t who) {
        for (std::size_t at = 0; at < words.size(); ++at) {
            votes_[who].she += match_at(words, at, kShe) > 0 ? 1 : 0;
            votes_[who].he += match_at(words, at, kHe) > 0 ? 1 : 0;
        }
    }
};

}  // namespace

std::vector<CastMember> read_cast(const std::vector<std::string>& names,
                                  const std::vector<std::string>& actions) {
    CastReader reader(names);
    for (const auto& action : actions) reader.read(action);
    std::vector<CastMember> cast;
    for (std::size_t i = 0; i < names.size(); ++i) {
        cast.push_back({names[i], reader.hints(i, names[i])});
    }
    return cast;
}

}  // namespace fabula::drawing
