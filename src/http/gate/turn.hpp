// Who may work: a few threads at a time, so that under load none waits for the scheduler.
#pragma once

namespace fabula::http::gate {

// Says that the calling thread may have to wait now, for a disk, a client or an event: another one
// takes its turn. Does nothing outside of a worker.
void may_wait() noexcept;

}  // namespace fabula::http::gate
