// Where one searches: in a project first in that project.
import { projectId } from "../lib/dom.ts";

export function searchUrl(words = ""): string {
    const query = new URLSearchParams();
    if (words !== "") query.set("q", words);
    if (projectId !== "") query.set("project", projectId);
    return query.size === 0 ? "/search" : `/search?${query}`;
}
