// Reports node's tests as the C++ test programs do: a line with the time of each test, the error of
// each failed one, and at the end `counts: passed failed skipped`. Tests that a name pattern left
// out do not count.
import path from "node:path";

const leftOut = /name does not match pattern/;

// The runner reports each file as a test of its own around the tests in it.
function isFile(event) {
    return event.name.endsWith(".mjs") && path.basename(event.name).includes(".test.");
}

export default async function* reporter(source) {
    let passed = 0;
    let failed = 0;
    let skipped = 0;
    for await (const { type, data } of source) {
        if (type === "test:stdout" || type === "test:stderr") yield data.message;
        if (type !== "test:pass" && type !== "test:fail") continue;
        const ended = data.details ?? {};
        if (ended.type === "suite") continue;
        if (isFile(data)) {
            // A file fails with its tests; alone it fails where it could not be loaded.
            if (type === "test:fail" && failed === 0) {
                failed += 1;
                yield `FAILED ${data.name}\n${describe(ended.error)}\n`;
            }
            continue;
        }
        if (typeof data.skip === "string" && leftOut.test(data.skip)) continue;
        const seconds = ((ended.duration_ms ?? 0) / 1000).toFixed(3);
        if (data.skip !== undefined && data.skip !== false) {
            skipped += 1;
            yield `SKIPPED ${data.name}: ${data.skip}\n`;
        } else if (type === "test:pass") {
            passed += 1;
            yield `${seconds} s: ${data.name}\n`;
        } else {
            failed += 1;
            yield `FAILED ${data.name}\n${describe(ended.error)}\n`;
        }
    }
    yield `counts: ${passed} ${failed} ${skipped}\n`;
}

function describe(error) {
    const cause = error?.cause ?? error;
    return cause?.stack ?? String(cause);
}
