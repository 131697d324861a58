// One item's calls as rows: reserved, sent, ended. Every step is on disk before the next begins.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "spending/paid_work.hpp"

namespace fabula::spending {

class CallLedger {
public:
    CallLedger(store::Store& store, const Clock& clock, const Piece& piece)
        : store_(store), clock_(clock), piece_(piece) {}

    // Newest first.
    [[nodiscard]] std::vector<PaidCall> calls() const;

    // Throws jobs::JobPauses where a budget is used up.
    [[nodiscard]] PaidCall reserve(const providers::Endpoint& endpoint,
                                   const std::optional<providers::Estimate>& estimate,
                                   const Json& sent, const Json& ticket) const;
    void sending(PaidCall& call) const;
    void running(PaidCall& call, const Json& ticket) const;
    void done(PaidCall& call, const providers::Usage& usage, const Json& result) const;
    // The same in memory alone: the row is stored with what the answer is for.
    void answered(PaidCall& call, const providers::Usage& usage) const;

    // Ends the call, and says to the job what that means: throws, but returns where the same may be
    // asked again soon.
    void failed(PaidCall& call, const providers::CallError& error) const;
    // The same of an error that was asked again for the last time: throws.
    [[noreturn]] void refuse(const providers::CallError& error) const;
    [[noreturn]] void unknown(PaidCall& call, const std::string& why) const;
    // The stop of the item was requested. A call of a server that stops stays as it is, for its
    // next start; else it is cancelled.
    [[noreturn]] void stopped(PaidCall& call, providers::Billing billing) const;
    [[nodiscard]] bool server_stops() const;

    [[nodiscard]] std::stop_token stop() const { return piece_.run.stop_of(piece_.item); }
    // False where the stop came first.
    [[nodiscard]] bool wait(std::chrono::milliseconds time) const;
    [[nodiscard]] Time now() const { return clock_.now(); }

    // A call may be asked again so often before its item waits or fails.
    static constexpr int kTriesMax = 3;
    // Between two tries, where the provider names no time.
    static std::chrono::milliseconds pause_behind(int tries);

private:
    void put(PaidCall& call) const;

    store::Store& store_;
    const Clock& clock_;
    const Piece& piece_;
};

// "It may have been made, and paid…": what a person is to know of a call whose outcome is unknown.
std::string unknown_text(const PaidCall& call);

}  // namespace fabula::spending
