// Calls to providers as pieces of jobs. Each is a row before its first byte leaves, so that a call
// that may have been paid is never sent a second time unless somebody says so.
#pragma once

#include <functional>
#include <memory>

#include "base/time.hpp"
#include "files/asset.hpp"
#include "jobs/job_run.hpp"
#include "providers/calls.hpp"
#include "spending/spending_store.hpp"

namespace fabula::spending {

// The item of a job that pays, with the job's own choice of who is asked.
struct Piece {
    jobs::JobRun& run;
    const jobs::JobItem& item;
    providers::ModelChoice::For whom{};
};

// What one call gave. The caller writes the picture's file under call.asset_id in keep(), and in
// the transaction that stores the item calls settle().
struct PaidPicture {
    providers::MadePicture picture{};
    PaidCall call{};
};

class PaidWork {
public:
    PaidWork(store::Store& store, const Clock& clock, const providers::ModelChoice& models)
        : store_(store), clock_(clock), models_(models) {}

    // One picture for the item: what an earlier run asked for where that is on its way, else a new
    // call. `make_request` is called for a new one only; `sent` is the request in words.
    //
    // Throws what JobRun::each_item understands: ItemWithoutResult (nobody knows what became of it,
    // or nobody can make it), JobPauses (limit, credit, key or budget), JobStopped, and AppError
    // where the piece itself failed.
    PaidPicture make_picture(const Piece& piece, const Json& sent,
                             const std::function<providers::ImageRequest()>& make_request) const;

    // A model whose every answer is a row; asked the same again by a later run of the item it gives
    // what was paid for already. Must not outlive `piece`. Throws JobPauses
    // where none is chosen.
    [[nodiscard]] std::unique_ptr<providers::TextModel> text_model(const Piece& piece) const;

    // Writes the file of a picture that came. Where `write` throws, the call is known to have been
    // answered, and paid, for nothing.
    files::Asset keep(const PaidCall& call, const std::function<files::Asset()>& write) const;
    static void settle(store::Tx& tx, const PaidCall& call);

private:
    store::Store& store_;
    const Clock& clock_;
    const providers::ModelChoice& models_;
};

}  // namespace fabula::spending
