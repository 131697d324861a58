// Waiting for what the server does behind its answers.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

// Until what is read equals `expected`; fails with the difference.
export async function until(read, expected) {
    const end = Date.now() + 15_000;
    let now;
    while (Date.now() < end) {
        now = await read();
        if (JSON.stringify(now) === JSON.stringify(expected)) return;
        await pause(50);
    }
    assert.deepEqual(now, expected);
}

// The job as it stands when it neither waits for a worker nor runs: ended, or paused.
export async function jobEnded(server, id) {
    const end = Date.now() + 60_000;
    while (Date.now() < end) {
        const job = await server.call("GET", `/jobs/${id}`);
        if (!["queued", "running"].includes(job.state)) return job;
        await pause(50);
    }
    assert.fail("the job did not end");
}

// The same for a job that has to succeed.
export async function jobDone(server, id) {
    const job = await jobEnded(server, id);
    assert.equal(job.state, "done");
    return job;
}
