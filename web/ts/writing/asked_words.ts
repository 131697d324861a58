// "?find=<words>" in the address: the caret goes to these words, behind the place it is at.
import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export function goToWords(view: EditorView, from: number): void {
    const words = new URL(location.href).searchParams.get("find") ?? "";
    if (words === "") return;
    const at = view.state.sliceDoc(from).indexOf(words);
    if (at < 0) return;  // They were changed, or stand there with marks between them.
    const selection = EditorSelection.single(from + at, from + at + words.length);
    view.dispatch({ selection,
                    effects: EditorView.scrollIntoView(selection.main, { y: "center" }) });
}
