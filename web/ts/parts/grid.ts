// A table that is typed down like a spreadsheet: one cell has the focus, a block of them can be
// selected, and what is written is told to who keeps it. It knows nothing of what the cells mean.
import { all, find } from "../lib/dom.ts";

export interface Change {
    row: HTMLTableRowElement;
    field: string;
    value: string;
}

export interface GridKeeper {
    // The field in which a cell is written: an <input>, <textarea> or <select>.
    field: (cell: HTMLTableCellElement) => HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
    // What the cell holds, as it is copied and filled down.
    valueOf: (cell: HTMLTableCellElement) => string;
    write: (changes: Change[]) => void;
    // A block that is longer than the table: rows of [field, value].
    append: (table: HTMLTableElement, rows: [string, string][][]) => void;
}

type Cell = HTMLTableCellElement;

const cellSelector = "[data-field]";

function isShown(cell: Cell): boolean {
    return cell.offsetParent !== null;
}

export class Grid {
    private readonly root: HTMLElement;
    private readonly keeper: GridKeeper;
    private anchor: Cell | null = null;  // Where a selection began.
    private head: Cell | null = null;    // The cell that has the focus.
    private editing: { cell: Cell; before: string; field: ReturnType<GridKeeper["field"]> } | null =
        null;

    constructor(root: HTMLElement, keeper: GridKeeper) {
        this.root = root;
        this.keeper = keeper;
        root.addEventListener("keydown", (event) => this.onKey(event));
        root.addEventListener("mousedown", (event) => this.onMouse(event));
        // A thumb writes at once; a mouse first chooses the cell.
        const wide = matchMedia("(pointer: fine)");
        root.addEventListener("click", (event) => {
            const cell = this.cellAt(event.target);
            if (cell !== null && this.editing?.cell !== cell && !wide.matches) this.edit(cell);
        });
        root.addEventListener("dblclick", (event) => {
            const cell = this.cellAt(event.target);
            if (cell !== null && this.editing?.cell !== cell) this.edit(cell);
        });
        root.addEventListener("focusin", (event) => {
            const cell = this.cellAt(event.target);
            if (cell !== null && this.editing === null && cell !== this.head) this.select(cell);
        });
        root.addEventListener("copy", (event) => this.onCopy(event));
        root.addEventListener("paste", (event) => this.onPaste(event));
        this.prepare();
    }

    // Makes cells that came into the page focusable. One of each table is reached by Tab.
    prepare(): void {
        for (const table of all<HTMLTableElement>("table", this.root)) {
            const cells = all<Cell>(cellSelector, table);
            for (const cell of cells) {
                if (!cell.hasAttribute("tabindex")) cell.tabIndex = -1;
            }
            if (!cells.some(({ tabIndex }) => tabIndex === 0) && cells[0] !== undefined) {
                cells[0].tabIndex = 0;
            }
        }
    }

    focused(): Cell | null {
        return this.head?.isConnected === true ? this.head : null;
    }

    // The rows that hold a selected cell, in order.
    rows(): HTMLTableRowElement[] {
        return [...new Set(this.selected().map((cell) => cell.closest("tr")))]
            .filter((row) => row !== null);
    }

    focus(cell: Cell): void {
        this.select(cell);
        cell.focus();
        cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    edit(cell: Cell, typed?: string): void {
        if (this.editing !== null) this.commit();
        const field = this.keeper.field(cell);
        const before = this.keeper.valueOf(cell);
        field.classList.add("grid-field");
        field.value = typed ?? before;
        field.setAttribute("aria-label", this.nameOf(cell));
        const shown = cell.textContent ?? "";
        cell.dataset["shown"] = shown;
        cell.replaceChildren(field);
        this.editing = { cell, before, field };
        field.focus();
        if (typed === undefined && !(field instanceof HTMLSelectElement)) field.select();
        field.addEventListener("blur", () => {
            if (this.editing?.field === field) this.commit();
        });
    }

    // Ends writing: what was written is kept, or with `keep` false as it was before.
    private commit(keep = true): void {
        const open = this.editing;
        if (open === null) return;
        this.editing = null;
        const value = open.field.value;
        open.cell.textContent = open.cell.dataset["shown"] ?? "";
        delete open.cell.dataset["shown"];
        const row = open.cell.closest("tr");
        if (keep && row !== null && value !== open.before) {
            this.keeper.write([{ row, field: open.cell.dataset["field"] ?? "", value }]);
        }
    }

    private nameOf(cell: Cell): string {
        const head = cell.closest("table")?.tHead?.rows[0]?.cells[cell.cellIndex];
        return head?.textContent ?? "";
    }

    private cellAt(target: EventTarget | null): Cell | null {
        return target instanceof Element ? target.closest<Cell>(cellSelector) : null;
    }

    private select(cell: Cell, extend = false): void {
        const table = cell.closest("table");
        if (table === null) return;
        const old = table.querySelector<Cell>(`${cellSelector}[tabindex="0"]`);
        if (old !== null) old.tabIndex = -1;
        cell.tabIndex = 0;
        this.head = cell;
        if (!extend || this.anchor?.closest("table") !== table) this.anchor = cell;
        for (const marked of all("[aria-selected]", this.root)) {
            marked.removeAttribute("aria-selected");
        }
        const block = this.selected();
        if (block.length > 1) for (const one of block) one.setAttribute("aria-selected", "true");
    }

    private rowsOf(table: HTMLTableElement): HTMLTableRowElement[] {
        return [...(table.tBodies[0]?.rows ?? [])];
    }

    private cellsOf(row: HTMLTableRowElement): Cell[] {
        return all<Cell>(cellSelector, row).filter(isShown);
    }

    // The selected block, row by row.
    private selected(): Cell[] {
        const head = this.focused();
        const anchor = this.anchor;
        const table = head?.closest("table") ?? null;
        if (head === null || anchor === null || table === null) return [];
        const rows = this.rowsOf(table);
        const place = (cell: Cell): [number, number] => {
            const row = cell.closest("tr");
            return [rows.findIndex((one) => one === row), cell.cellIndex];
        };
        const [fromRow, fromColumn] = place(anchor);
        const [toRow, toColumn] = place(head);
        return rows.slice(Math.min(fromRow, toRow), Math.max(fromRow, toRow) + 1)
            .flatMap((row) => this.cellsOf(row).filter(({ cellIndex }) =>
                cellIndex >= Math.min(fromColumn, toColumn) &&
                cellIndex <= Math.max(fromColumn, toColumn)));
    }

    // The cell that lies so many rows and columns on. Up and down go on into the next table.
    private beside(cell: Cell, down: number, right: number): Cell | null {
        const row = cell.closest("tr");
        if (row === null) return null;
        if (right !== 0) {
            const cells = this.cellsOf(row);
            const next = cells[cells.indexOf(cell) + right];
            if (next !== undefined) return next;
            const over = this.beside(cell, Math.sign(right), 0)?.closest("tr");
            return over === null || over === undefined ? null
                : this.cellsOf(over).at(right > 0 ? 0 : -1) ?? null;
        }
        const every = all<HTMLTableRowElement>("tbody tr", this.root);
        const next = every[every.indexOf(row) + down];
        return next?.cells[cell.cellIndex] as Cell | undefined ?? null;
    }

    private go(down: number, right: number, extend = false): void {
        const cell = this.focused();
        const next = cell === null ? null : this.beside(cell, down, right);
        if (next === null || (extend && next.closest("table") !== cell?.closest("table"))) {
            cell?.focus();
            return;
        }
        if (extend) {
            this.select(next, true);
            next.focus();
        } else {
            this.focus(next);
        }
    }

    private onMouse(event: MouseEvent): void {
        const cell = this.cellAt(event.target);
        if (cell === null || this.editing?.cell === cell) return;
        if (this.editing !== null) this.commit();
        this.select(cell, event.shiftKey);
        if (event.shiftKey) event.preventDefault();
    }

    private onKey(event: KeyboardEvent): void {
        if (event.isComposing || event.defaultPrevented) return;
        if (this.editing !== null) this.onEditKey(event);
        else this.onCellKey(event);
    }

    private onEditKey(event: KeyboardEvent): void {
        const cell = this.editing?.cell;
        const line = event.key === "Enter" && (event.shiftKey || event.altKey);
        if (cell === undefined || line) return;
        if (event.key === "Escape") {
            this.commit(false);
            this.focus(cell);
        } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
            this.commit();
            this.focus(cell);
            this.go(1, 0);
        } else if (event.key === "Tab") {
            this.commit();
            this.focus(cell);
            this.go(0, event.shiftKey ? -1 : 1);
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
    }

    private onCellKey(event: KeyboardEvent): void {
        const cell = this.focused();
        if (cell === null || this.cellAt(event.target) === null) return;
        const held = event.ctrlKey || event.metaKey;
        const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0],
                                                          ArrowLeft: [0, -1], ArrowRight: [0, 1] };
        const step = steps[event.key];
        if (step !== undefined && !held && !event.altKey) {
            this.go(step[0], step[1], event.shiftKey);
        } else if (event.key === "Tab" && !held) {
            // Out of the table where there is no further cell.
            const next = this.beside(cell, 0, event.shiftKey ? -1 : 1);
            if (next === null) return;
            this.focus(next);
        } else if ((event.key === "Enter" || event.key === "F2") && !held) {
            this.edit(cell);
        } else if ((event.key === "Delete" || event.key === "Backspace") && !held) {
            this.write(this.selected(), () => "");
        } else if (held && event.key.toLowerCase() === "d") {
            this.fillDown();
        } else if (event.key.length === 1 && !held && !event.altKey) {
            this.edit(cell, event.key);
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
    }

    private write(cells: Cell[], value: (cell: Cell) => string): void {
        const changes: Change[] = [];
        for (const cell of cells) {
            const row = cell.closest("tr");
            const wanted = value(cell);
            if (row === null || wanted === this.keeper.valueOf(cell)) continue;
            changes.push({ row, field: cell.dataset["field"] ?? "", value: wanted });
        }
        if (changes.length > 0) this.keeper.write(changes);
    }

    // The first row of the block into those under it; of one cell, the cell above into it.
    private fillDown(): void {
        const cells = this.selected();
        const first = cells[0];
        if (first === undefined) return;
        const top = new Map(cells.filter((cell) => cell.closest("tr") === first.closest("tr"))
            .map((cell) => [cell.cellIndex, cell]));
        const single = cells.every((cell) => cell.closest("tr") === first.closest("tr"));
        this.write(single ? cells : cells.filter((cell) => top.get(cell.cellIndex) !== cell),
            (cell) => {
                const from = single ? this.beside(cell, -1, 0) : top.get(cell.cellIndex);
                const same = from?.closest("table") === cell.closest("table");
                return from !== null && from !== undefined && same ? this.keeper.valueOf(from)
                    : this.keeper.valueOf(cell);
            });
    }

    private onCopy(event: ClipboardEvent): void {
        if (this.editing !== null || this.focused() === null) return;
        const lines = this.rows().map((row) => this.selected()
            .filter((cell) => cell.closest("tr") === row)
            .map((cell) => quoted(this.keeper.valueOf(cell))).join("\t"));
        event.clipboardData?.setData("text/plain", lines.join("\n"));
        event.preventDefault();
    }

    private onPaste(event: ClipboardEvent): void {
        const cell = this.focused();
        const table = cell?.closest("table") ?? null;
        if (this.editing !== null || cell === null || table === null) return;
        const block = readBlock(event.clipboardData?.getData("text/plain") ?? "");
        if (block.length === 0) return;
        event.preventDefault();
        const row = cell.closest("tr");
        const rows = this.rowsOf(table);
        const first = rows.findIndex((one) => one === row);
        const fields = row === null ? [] : this.cellsOf(row)
            .filter(({ cellIndex }) => cellIndex >= cell.cellIndex);
        const named = (line: string[]): [string, string][] => line.slice(0, fields.length)
            .map((value, i) => [fields[i]?.dataset["field"] ?? "", value]);
        const changes: Change[] = [];
        block.slice(0, rows.length - first).forEach((line, i) => {
            const target = rows[first + i];
            if (target === undefined) return;
            for (const [field, value] of named(line)) {
                const there = find<Cell>(`[data-field="${field}"]`, target);
                if (there === null || this.keeper.valueOf(there) === value) continue;
                changes.push({ row: target, field, value });
            }
        });
        if (changes.length > 0) this.keeper.write(changes);
        const further = block.slice(rows.length - first).map(named);
        if (further.length > 0) this.keeper.append(table, further);
    }
}

function quoted(value: string): string {
    return /[\t\n"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

// Lines and cells of what a spreadsheet puts on the clipboard: tabs between cells, quotes around
// those that hold a tab, a line end or a quote.
export function readBlock(text: string): string[][] {
    const rows: string[][] = [];
    let row: string[] = [];
    const cell = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/y;
    while (cell.lastIndex < text.length) {
        const found = cell.exec(text);
        if (found === null) return text.split(/\r?\n/).map((line) => line.split("\t"));
        const [, value = "", end = ""] = found;
        row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
        if (end === "\t" && cell.lastIndex >= text.length) row.push("");
        if (end === "\t") continue;
        rows.push(row);
        row = [];
    }
    if (row.length > 0) rows.push(row);
    return rows;
}
