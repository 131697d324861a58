// The one way to call the server: api("list_shots", {project_id}).
import { routes, type RouteName } from "./routes.ts";
import { language, t, tOr } from "./i18n.ts";

export type Values =
    Record<string, string | number | boolean | null | readonly (string | number)[]
                   | Readonly<Record<string, boolean>>>;

interface ProblemBody {
    title?: string;
    detail?: string;
    status?: number;
    instance?: string;
    field?: string;
}

// The server writes English: elsewhere what kind of problem it is stands before its own words.
function wordsOf(status: number, { title, detail }: ProblemBody): string {
    const said = detail ?? title ?? t("problem.unknown");
    const kind = language === "en" || status === 0 ? "" : tOr(`problem.kind_${status}`, "");
    return kind === "" ? said : detail === undefined ? `${kind}.` : `${kind}: ${detail}`;
}

// An answer of the kind application/problem+json, or no answer at all (status 0).
export class Problem extends Error {
    readonly status: number;
    readonly field: string;
    readonly request: string;

    constructor(status: number, body: ProblemBody) {
        super(wordsOf(status, body));
        this.status = status;
        this.field = body.field ?? "";
        this.request = body.instance ?? "";
    }
}

export interface Address {
    method: string;
    url: string;
    body: Values;
}

function withQuery(url: string, values: Values): string {
    const query = new URLSearchParams(
        Object.entries(values).map(([key, value]): [string, string] => [key, String(value)]));
    return query.size > 0 ? `${url}?${query}` : url;
}

// Values that the path names go there; of the others, those of GET and DELETE go into the query.
export function address(name: RouteName, values: Values = {}): Address {
    const [method = "GET", template = ""] = routes[name].split(" ");
    const rest: Values = { ...values };
    const path = template.replace(/\{(\w+)\}/g, (_, key: string) => {
        const value = rest[key];
        delete rest[key];
        return encodeURIComponent(String(value));
    });
    if (method !== "GET" && method !== "DELETE") return { method, url: path, body: rest };
    return { method, url: withQuery(path, rest), body: {} };
}

// Of a row that takes a file as its body: what the path does not name goes into the query.
export function uploadAddress(name: RouteName, values: Values): Omit<Address, "body"> {
    const { method, url, body } = address(name, values);
    return { method, url: withQuery(url, body) };
}

export async function problemOf(response: Response): Promise<Problem> {
    const known = response.headers.get("content-type")?.includes("problem+json") ?? false;
    const body = known ? ((await response.json().catch(() => ({}))) as ProblemBody) : {};
    return new Problem(response.status, body);
}

const ranOut = (signal: AbortSignal | undefined): boolean =>
    signal?.aborted === true && (signal.reason as Error | undefined)?.name === "TimeoutError";

// Only where the record still has that revision; else a Problem of status 412. null: in any case.
export function apiWithRev<Answer>(name: RouteName, values: Values, rev: number | null)
    : Promise<Answer> {
    return call(name, values, undefined, rev);
}

// Throws Problem; a signal that runs out is no answer, any other is thrown as it is.
export function api<Answer>(
    name: RouteName, values: Values = {}, signal?: AbortSignal): Promise<Answer> {
    return call(name, values, signal, null);
}

async function call<Answer>(name: RouteName, values: Values, signal: AbortSignal | undefined,
                            rev: number | null): Promise<Answer> {
    const { method, url, body } = address(name, values);
    const init: RequestInit = { method, headers: { accept: "application/json",
        ...(rev === null ? {} : { "if-match": `"${rev}"` }) } };
    if (signal !== undefined) init.signal = signal;
    if (Object.keys(body).length > 0) {
        init.body = JSON.stringify(body);
        init.headers = { ...init.headers, "content-type": "application/json" };
    }
    let response: Response;
    try {
        response = await fetch(url, init);
    } catch (error) {
        if (signal?.aborted === true && !ranOut(signal)) throw error;
        throw new Problem(0, { detail: t("problem.network") });
    }
    if (!response.ok) throw await problemOf(response);
    if (response.status === 204) return undefined as Answer;
    try {
        return await response.json() as Answer;
    } catch (error) {
        if (signal?.aborted === true && !ranOut(signal)) throw error;
        throw new Problem(0, { detail: t("problem.network") });
    }
}

// Reads a whole list, part by part; `signal` makes one for each part.
export async function apiList<Item>(name: RouteName, plural: string, values: Values = {},
                                    signal?: () => AbortSignal): Promise<Item[]> {
    const all: Item[] = [];
    let cursor = "";
    do {
        const part = await api<Record<string, unknown>>(
            name, { ...values, limit: 200, ...(cursor === "" ? {} : { cursor }) }, signal?.());
        all.push(...((part[plural] as Item[] | undefined) ?? []));
        cursor = (part["next_cursor"] as string | null | undefined) ?? "";
    } while (cursor !== "");
    return all;
}
