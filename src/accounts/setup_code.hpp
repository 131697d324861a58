// The code that lets one person set up a house that others can reach.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace fabula::accounts {

class SetupCode {
public:
    // 10 letters and digits that are not mistaken for one another, as "7KQ2M-X9ADR".
    static std::string make();
    // As codes are compared: in capital letters, without dashes and blanks.
    static std::string plain(std::string_view text);

    // `on_spent` is called once, when the code has done its work.
    void arm(std::string code, std::function<void()> on_spent);
    // Case, blanks and dashes do not count. Never true before arm() and after spend().
    [[nodiscard]] bool fits(std::string_view text) const;
    void spend();

private:
    mutable std::mutex mutex_;
    std::string code_;  // Without dashes; empty: none fits.
    std::function<void()> on_spent_;
};

}  // namespace fabula::accounts
