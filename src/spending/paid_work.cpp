#include "spending/paid_work.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "spending/call_ledger.hpp"

namespace fabula::spending {

namespace {

using providers::CallError;
using providers::CallFailure;
using std::chrono::milliseconds;

// A call that its provider still calls running is given up on after so long.
constexpr std::chrono::hours kRunningMax{6};
// And one about which nobody answers.
constexpr std::chrono::minutes kSilenceMax{30};
constexpr milliseconds kAskAgain{5'000};

[[noreturn]] void no_model() {
    throw jobs::JobPauses(
        {.until = std::nullopt,
         .reason = "No provider is chosen for this any more. Choose one, then go on."});
}

// The model that an earlier call was sent to.
providers::ModelChoice::For of_call(const providers::ModelChoice::For& whom, const PaidCall& call) {
    auto out = whom;
    out.connection = call.connection;
    out.model = call.model;
    return out;
}

bool is_on_its_way(const PaidCall& call) {
    return call.state == PaidCallState::Submitted || call.state == PaidCallState::Running;
}

bool is_undecided(const PaidCall& call) {
    return call.state == PaidCallState::Unknown && !call.released_at;
}

// The question was not answered; what became of the call is not said.
bool is_of_the_question(const CallError& error) {
    using enum CallFailure;
    const auto failure = error.failure();
    return failure == Unreachable || failure == Busy || failure == RateLimited ||
           failure == TimedOut || failure == Cancelled;
}

// One picture, from the reservation to its bytes.
class PictureCall {
public:
    PictureCall(const CallLedger& ledger, const providers::ImageModel& model, PaidCall call)
        : ledger_(ledger), model_(model), call_(std::move(call)) {}

    // Sends it. None: it failed, and may be asked again soon.
    std::optional<PaidPicture> send(const providers::ImageRequest& request) {
        ledger_.sending(call_);
        try {
            return follow(model_.submit(request, call_.ticket, ledger_.stop()));
        } catch (const CallError& error) {
            last_ = error;
            return after(error);
        }
    }

    // What became of one that was sent before; none: of a free one nothing, so that it is sent
    // again.
    std::optional<PaidPicture> look() {
        if (!model_.can_look(call_.ticket)) {
            ledger_.unknown(call_, "Fabula was stopped before the answer came.");
        }
        return follow(providers::Running{.ticket = call_.ticket, .look_after = milliseconds(0)});
    }

    [[nodiscard]] const std::optional<CallError>& last() const { return last_; }

private:
    std::optional<PaidPicture> after(const CallError& error) {
        if (ledger_.stop().stop_requested()) stop();
        if (!error.outcome_unknown() || call_.local) {
            ledger_.failed(call_, error);
            return std::nullopt;
        }
        if (!model_.can_look(call_.ticket)) ledger_.unknown(call_, error.what());
        return follow(providers::Running{.ticket = call_.ticket});
    }

    std::optional<PaidPicture> follow(providers::Progress progress) {
        auto heard = ledger_.now();
        while (auto* running = std::get_if<providers::Running>(&progress)) {
            ledger_.running(call_, running->ticket);
            const auto sent = call_.sent_at.value_or(call_.created_at);
            if (ledger_.now() - sent > kRunningMax) {
                ledger_.unknown(call_, "The provider has been at it for too long.");
            }
            if (!ledger_.wait(running->look_after)) stop();
            try {
                progress = model_.look(call_.ticket, ledger_.stop());
                heard = ledger_.now();
            } catch (const CallError& error) {
                progress = ask_again(error, *running, heard);
            }
        }
        if (std::holds_alternative<providers::Gone>(progress)) {
            if (!call_.local) ledger_.unknown(call_, "The provider does not know this call.");
            last_ = CallError(CallFailure::Failed,
                              PublicText{"The server does not know this picture any more."});
            ledger_.failed(call_, *last_);
            return std::nullopt;
        }
        return take(std::move(std::get<providers::Done>(progress)));
    }

    providers::Progress ask_again(const CallError& error, providers::Running running, Time heard) {
        if (ledger_.stop().stop_requested()) stop();
        if (!is_of_the_question(error)) {
            ledger_.failed(call_, error);
            ledger_.refuse(error);
        }
        if (ledger_.now() - heard > kSilenceMax) ledger_.unknown(call_, error.what());
        running.look_after = std::max(kAskAgain, error.retry_after().value_or(kAskAgain));
        return running;
    }

    // Stored as done with the item that the picture is for: settle().
    PaidPicture take(providers::Done done) {
        ledger_.answered(call_, done.usage);
        return {.picture = std::move(done.pictures.at(0)), .call = call_};
    }

    [[noreturn]] void stop() {
        auto billing = providers::Billing::MayBeBilled;
        if (!ledger_.server_stops()) {
            try {
                billing = model_.cancel(call_.ticket, {});
            } catch (const CallError&) {
                billing = providers::Billing::MayBeBilled;
            }
        }
        ledger_.stopped(call_, billing);
    }

    const CallLedger& ledger_;
    const providers::ImageModel& model_;
    PaidCall call_;
    std::optional<CallError> last_{};
};

// What an earlier run of the item left: its picture where the call is on its way; nothing where a
// new call may be sent.
std::optional<PaidPicture> find_earlier(const CallLedger& ledger, const Piece& piece,
                                        const providers::ModelChoice& models) {
    const auto calls = ledger.calls();
    if (calls.empty()) return std::nullopt;
    auto call = calls.front();
    if (!is_on_its_way(call) && !is_undecided(call)) return std::nullopt;
    if (call.local && call.state == PaidCallState::Submitted) return std::nullopt;
    const auto model = models.find_image(of_call(piece.whom, call));
    if (!model) ledger.unknown(call, "The provider that it was sent to is not set up any more.");
    return PictureCall(ledger, *model, call).look();
}

}  // namespace

PaidPicture PaidWork::make_picture(
    const Piece& piece, const Json& sent,
    const std::function<providers::ImageRequest()>& make_request) const {
    const CallLedger ledger(store_, clock_, piece);
    if (auto earlier = find_earlier(ledger, piece, models_)) return std::move(*earlier);
    const auto model = models_.find_image(piece.whom);
    if (!model) no_model();
    const auto request = make_request();
    const auto estimate = model->estimate(request);
    for (int tries = 1;; ++tries) {
        PictureCall call(
            ledger, *model,
            ledger.reserve(model->endpoint(), estimate, sent, model->prepare(request)));
        if (auto made = call.send(request)) return std::move(*made);
        if (tries == CallLedger::kTriesMax) ledger.refuse(*call.last());
        if (!ledger.wait(CallLedger::pause_behind(tries))) throw jobs::JobStopped();
    }
}

void PaidWork::settle(store::Tx& tx, const PaidCall& call) {
    auto row = call;
    tx.update(row);
}

files::Asset PaidWork::keep(const PaidCall& call,
                            const std::function<files::Asset()>& write) const {
    try {
        return write();
    } catch (const AppError& error) {
        store_.write([&](store::Tx& tx) {
            auto row = call;
            row.state = PaidCallState::Failed;
            row.error = error.what();
            row.may_be_billed = !row.local;
            tx.update(row);
        });
        throw;
    }
}

namespace {

constexpr std::array<std::string_view, 4> kFinishNames{"stop", "length", "refused", "other"};

Json to_result(const providers::TextAnswer& answer) {
    return {{"text", answer.text},
            {"finish", kFinishNames[static_cast<std::size_t>(answer.finish)]},
            {"model", answer.model},
            {"provider_id", answer.provider_id}};
}

providers::TextAnswer from_result(const PaidCall& call) {
    const auto text = [&](const char* name) { return call.result.value(name, std::string()); };
    const auto finish = std::ranges::find(kFinishNames, text("finish")) - kFinishNames.begin();
    return {.text = text("text"),
            .usage = {.cost = call.cost, .cost_from = call.cost_from},
            .finish = static_cast<providers::Finish>(
                std::min<std::ptrdiff_t>(finish, kFinishNames.size() - 1)),
            .model = text("model"),
            .provider_id = text("provider_id")};
}

Json in_words(const providers::TextRequest& request) {
    Json messages = Json::array();
    for (const auto& message : request.messages) {
        messages.push_back(
            {{"from", message.speaker == providers::Speaker::User ? "user" : "model"},
             {"text", message.text}});
    }
    Json out = {{"system", request.system}, {"messages", std::move(messages)}};
    if (request.shape) out["shape"] = request.shape->name;
    return out;
}

class PaidText final : public providers::TextModel {
public:
    PaidText(store::Store& store, const Clock& clock, const Piece& piece,
             std::unique_ptr<providers::TextModel> model)
        : ledger_(store, clock, piece), attempts_(piece.item.attempts), model_(std::move(model)) {}

    const providers::Endpoint& endpoint() const override { return model_->endpoint(); }
    providers::TextCapabilities capabilities() const override { return model_->capabilities(); }
    std::optional<providers::Estimate> estimate(
        const providers::TextRequest& request) const override {
        return model_->estimate(request);
    }

    providers::TextAnswer answer(const providers::TextRequest& request,
                                 const providers::TakeText& on_text,
                                 const std::stop_token&) const override {
        const auto sent = in_words(request);
        if (auto earlier = find_earlier(sent)) return std::move(*earlier);
        for (int tries = 1;; ++tries) {
            auto call =
                ledger_.reserve(model_->endpoint(), model_->estimate(request), sent, Json());
            ledger_.sending(call);
            try {
                auto answer = model_->answer(request, on_text, ledger_.stop());
                ledger_.done(call, answer.usage, to_result(answer));
                return answer;
            } catch (const CallError& error) {
                if (ledger_.stop().stop_requested()) {
                    ledger_.stopped(call, providers::Billing::MayBeBilled);
                }
                if (error.outcome_unknown() && !call.local) ledger_.unknown(call, error.what());
                ledger_.failed(call, error);
                if (tries == CallLedger::kTriesMax) ledger_.refuse(error);
            }
            if (!ledger_.wait(CallLedger::pause_behind(tries))) throw jobs::JobStopped();
        }
    }

private:
    // What was paid for already; throws where nobody knows whether it was.
    [[nodiscard]] std::optional<providers::TextAnswer> find_earlier(const Json& sent) const {
        for (auto& call : ledger_.calls()) {
            if (call.request != sent) continue;
            if (call.state == PaidCallState::Done) {
                // Somebody who asks again wants another answer; a run that goes on does not.
                if (attempts_ == 1) return std::nullopt;
                return from_result(call);
            }
            if (call.local) return std::nullopt;
            if (is_on_its_way(call)) {
                ledger_.unknown(call, "Fabula was stopped before the answer came.");
            }
            if (is_undecided(call)) {
                throw jobs::ItemWithoutResult(JobItemState::Unknown, unknown_text(call));
            }
            return std::nullopt;
        }
        return std::nullopt;
    }

    CallLedger ledger_;
    const std::int64_t attempts_;
    std::unique_ptr<providers::TextModel> model_;
};

}  // namespace

std::unique_ptr<providers::TextModel> PaidWork::text_model(const Piece& piece) const {
    auto model = models_.find_text(piece.whom);
    if (!model) no_model();
    return std::make_unique<PaidText>(store_, clock_, piece, std::move(model));
}

}  // namespace fabula::spending
