// The access tokens that a Supabase project gives to people, and the keys that they are checked by.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/jwt.hpp"
#include "net/fetcher.hpp"

namespace fabula::accounts {

inline constexpr std::chrono::minutes kKeySetFresh{10};  // As long as Supabase's own caches.
inline constexpr std::chrono::hours kKeySetKept{1};      // While no newer one can be fetched.
inline constexpr std::chrono::seconds kKeySetPause{30};  // Between two fetches, at least.

struct SupabaseProject {
    std::string url{};         // "https://abcd.supabase.co"; empty: none.
    std::string jwt_secret{};  // Of HS256; empty: only the keys of the project's key set count.
};

class SupabaseTokens {
public:
    // `report` gets a line for the log. All must outlive this. Throws Invalid naming SUPABASE_URL
    // or SUPABASE_JWT_SECRET.
    SupabaseTokens(const SupabaseProject& project, const net::Fetcher& fetcher, const Clock& clock,
                   std::function<void(std::string_view)> report);

    // Whether there is a project at all.
    [[nodiscard]] bool enabled() const noexcept { return !rules_.issuer.empty(); }
    [[nodiscard]] const std::string& issuer() const noexcept { return rules_.issuer; }

    // Fetches the project's keys where they are old or one is not known. Throws Unauthenticated
    // for a token that is none of the project's or not for a person; Unavailable where that cannot
    // be told because the keys cannot be fetched. From any thread.
    JwtClaims check(std::string_view token);

private:
    void ensure_keys(const std::string& key_id);
    [[nodiscard]] bool wants_fetch(const std::string& key_id);
    void fetch();
    [[nodiscard]] JwtKeys ask_project() const;

    const net::Fetcher& fetcher_;
    const Clock& clock_;
    std::function<void(std::string_view)> report_;
    std::string key_set_url_;
    JwtRules rules_;
    JwtKeys secret_;
    std::mutex fetching_;  // Held by who fetches; taken before the other one.
    std::mutex mutex_;     // Of what follows.
    JwtKeys keys_;
    std::optional<Time> fetched_at_;
    std::optional<Time> tried_at_;
};

}  // namespace fabula::accounts
