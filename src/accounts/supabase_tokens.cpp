#include "accounts/supabase_tokens.hpp"

#include "base/error.hpp"
#include "net/url.hpp"

namespace fabula::accounts {

namespace {

constexpr std::size_t kKeySetMax = 256U << 10U;  // Bytes; a key is less than a thousand.

std::string without_slash(std::string text) {
    while (text.ends_with('/')) text.pop_back();
    return text;
}

[[noreturn]] void cannot_tell() {
    throw AppError(Code::Unavailable,
                   PublicText{"The keys of the Supabase project cannot be fetched at the moment, "
                              "so that this token cannot be checked. Try again soon."});
}

}  // namespace

SupabaseTokens::SupabaseTokens(const SupabaseProject& project, const net::Fetcher& fetcher,
                               const Clock& clock, std::function<void(std::string_view)> report)
    : fetcher_(fetcher), clock_(clock), report_(std::move(report)) {
    const auto url = without_slash(project.url);
    if (url.empty()) {
        if (project.jwt_secret.empty()) return;
        invalid("SUPABASE_JWT_SECRET", "SUPABASE_JWT_SECRET is of no use without SUPABASE_URL.");
    }
    rules_.issuer = url + "/auth/v1";
    key_set_url_ = rules_.issuer + "/.well-known/jwks.json";
    try {
        static_cast<void>(net::Url::parse(key_set_url_));
    } catch (const AppError&) {
        invalid("SUPABASE_URL",
                "SUPABASE_URL is the address of a project, such as "
                "https://abcd.supabase.co.");
    }
    if (!project.jwt_secret.empty()) secret_.add_secret(project.jwt_secret);
}

JwtClaims SupabaseTokens::check(std::string_view token) {
    const auto header = read_jwt_header(token);
    if (header.algorithm == JwtAlgorithm::HS256) {
        return verify_jwt(token, secret_, rules_, clock_.now());
    }
    ensure_keys(header.key_id);
    const std::lock_guard lock(mutex_);
    // A key that is not known may be one of those that could not be fetched.
    const bool behind = !fetched_at_ || tried_at_ > fetched_at_;
    if (!keys_.has(header.key_id) && behind) cannot_tell();
    return verify_jwt(token, keys_, rules_, clock_.now());
}

bool SupabaseTokens::wants_fetch(const std::string& key_id) {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    if (fetched_at_ && *fetched_at_ + kKeySetKept <= now) keys_ = JwtKeys();
    const bool fresh = fetched_at_ && now < *fetched_at_ + kKeySetFresh;
    const bool paused = tried_at_ && now < *tried_at_ + kKeySetPause;
    return !paused && (!fresh || !keys_.has(key_id));
}

void SupabaseTokens::ensure_keys(const std::string& key_id) {
    if (!wants_fetch(key_id)) return;
    std::unique_lock turn(fetching_, std::defer_lock);
    if (!turn.try_lock()) {
        const bool known = [&] {
            const std::lock_guard lock(mutex_);
            return keys_.has(key_id);
        }();
        if (known) return;  // It does until the others are here.
        turn.lock();
    }
    if (wants_fetch(key_id)) fetch();
}

void SupabaseTokens::fetch() {
    std::optional<JwtKeys> fetched;
    try {
        fetched = ask_project();
    } catch (const AppError& error) {
        report_("the keys of " + rules_.issuer + " were not fetched: " + error.what());
    }
    const std::lock_guard lock(mutex_);
    tried_at_ = clock_.now();
    if (!fetched) return;
    keys_ = std::move(*fetched);
    fetched_at_ = tried_at_;
}

JwtKeys SupabaseTokens::ask_project() const {
    const auto answer = fetcher_.fetch({.url = key_set_url_,
                                        .headers = {{"Accept", "application/json"}},
                                        .limits = {.connect = std::chrono::seconds(3),
                                                   .total = std::chrono::seconds(5),
                                                   .body_bytes = kKeySetMax,
                                                   .redirects = 0}});
    if (answer.status != 200) {
        throw AppError(Code::Upstream,
                       PublicText{"it answered " + std::to_string(answer.status) + "."});
    }
    JwtKeys keys;
    keys.add_key_set(answer.body);
    return keys;
}

}  // namespace fabula::accounts
