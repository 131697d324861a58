// A file on its way to the server, with how much of it has left.
import { type Address, problemOf, Problem } from "./api.ts";
import { t } from "./i18n.ts";

export interface Sending<Answer> {
    done: Promise<Answer>;
    stop: () => void;
}

// `done` fails with a Problem, or with an AbortError where it was stopped. The file's name goes
// into the query.
export function sendFile<Answer>(
    { method, url }: Pick<Address, "method" | "url">, file: File,
    onProgress: (share: number) => void = () => undefined,
): Sending<Answer> {
    const request = new XMLHttpRequest();
    const done = new Promise<Answer>((resolve, reject) => {
        const joint = url.includes("?") ? "&" : "?";
        request.open(method, `${url}${joint}name=${encodeURIComponent(file.name)}`);
        request.setRequestHeader("content-type", "application/octet-stream");
        request.upload.addEventListener("progress", ({ loaded, total }) => {
            onProgress(total === 0 ? 1 : loaded / total);
        });
        request.addEventListener("error", () => {
            reject(new Problem(0, { detail: t("problem.network") }));
        });
        request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
        request.addEventListener("load", () => {
            const type = request.getResponseHeader("content-type") ?? "";
            const answer = new Response(request.responseText,
                { status: request.status, headers: { "content-type": type } });
            if (request.status < 300) {
                resolve(JSON.parse(request.responseText) as Answer);
            } else {
                void problemOf(answer).then(reject);
            }
        });
        request.send(file);
    });
    return { done, stop: () => request.abort() };
}
