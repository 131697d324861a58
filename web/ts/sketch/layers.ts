// Strokes on canvases. Ink lies over pencil however they were drawn; what lies beneath both is
// never erased. The colours are those of paper: they belong to the picture, not to the theme.
import { make } from "../lib/dom.ts";
import { pageHeight, pageWidth, standing, type Stroke, type Under } from "./strokes.ts";

const paper = "#ffffff";
const pencil = "#6fa8c7";
const ink = "#14181a";
const pale = 0.3;  // How much of a picture shows that is there to be traced.

function blank(): CanvasRenderingContext2D {
    const context = make("canvas", { width: String(pageWidth), height: String(pageHeight) })
        .getContext("2d");
    if (context === null) throw new Error("this browser draws on no canvas");
    context.lineCap = "round";
    context.lineJoin = "round";
    return context;
}

const widthAt = (stroke: Stroke, at: number): number =>
    stroke.width * (0.35 + 1.3 * (stroke.points[at + 2] ?? 50) / 100);

// The line through the points, bent between their middles: from the point at `from` on, up to the
// middle of the last two.
function body(context: CanvasRenderingContext2D, stroke: Stroke, from: number): void {
    const { points } = stroke;
    const middle = (at: number): [number, number] =>
        [((points[at - 3] ?? 0) + (points[at] ?? 0)) / 2,
         ((points[at - 2] ?? 0) + (points[at + 1] ?? 0)) / 2];
    for (let at = Math.max(3, from); at < points.length; at += 3) {
        const [x, y] = [points[at - 3] ?? 0, points[at - 2] ?? 0];
        context.lineWidth = widthAt(stroke, at);
        context.beginPath();
        if (at === 3) context.moveTo(x, y);
        else context.moveTo(...middle(at - 3));
        context.quadraticCurveTo(x, y, ...middle(at));
        context.stroke();
    }
}

// What body() leaves open: the last half of a stretch, or the dot that a tap makes.
function tail(context: CanvasRenderingContext2D, stroke: Stroke): void {
    const { points } = stroke;
    const last = points.length - 3;
    const [x, y] = [points[last] ?? 0, points[last + 1] ?? 0];
    context.beginPath();
    if (last === 0) {
        context.arc(x, y, widthAt(stroke, 0) / 2, 0, 2 * Math.PI);
        context.fill();
        return;
    }
    context.lineWidth = widthAt(stroke, last);
    context.moveTo(((points[last - 3] ?? 0) + x) / 2, ((points[last - 2] ?? 0) + y) / 2);
    context.lineTo(x, y);
    context.stroke();
}

// The head points where the line goes in its last stretch, which is as long as the head. The shaft
// ends inside it.
function arrowOf({ points, width }: Stroke): { shaft: Path2D; head: Path2D } {
    const last = points.length - 3;
    const [tipX, tipY] = [points[last] ?? 0, points[last + 1] ?? 0];
    const size = width * 3.2;
    let from = last;
    do from -= 3;
    while (from > 0 && Math.hypot(tipX - (points[from] ?? 0),
                                  tipY - (points[from + 1] ?? 0)) < size);
    const angle = Math.atan2(tipY - (points[from + 1] ?? 0), tipX - (points[from] ?? 0));
    const back = (by: number, turn = 0): [number, number] =>
        [tipX - by * Math.cos(angle + turn), tipY - by * Math.sin(angle + turn)];
    const shaft = new Path2D();
    shaft.moveTo(points[0] ?? 0, points[1] ?? 0);
    for (let at = 3; at <= from; at += 3) {
        const [x, y] = [points[at - 3] ?? 0, points[at - 2] ?? 0];
        shaft.quadraticCurveTo(x, y, (x + (points[at] ?? 0)) / 2, (y + (points[at + 1] ?? 0)) / 2);
    }
    shaft.lineTo(...back(size * 0.7));
    const head = new Path2D();
    head.moveTo(tipX, tipY);
    head.lineTo(...back(size, 0.5));
    head.lineTo(...back(size, -0.5));
    head.closePath();
    return { shaft, head };
}

// White around the black, so that it is seen on a dark picture.
function arrow(context: CanvasRenderingContext2D, stroke: Stroke): void {
    if (stroke.points.length < 6) return;
    const { shaft, head } = arrowOf(stroke);
    for (const [colour, more] of [[paper, 8], [ink, 0]] as const) {
        context.strokeStyle = context.fillStyle = colour;
        context.lineWidth = stroke.width + more;
        context.stroke(shaft);
        context.lineWidth = more + 2;
        context.fill(head);
        context.stroke(head);
    }
}

export class Layers {
    private readonly pencil = blank();
    private readonly ink = blank();
    private under: ImageBitmap | null = null;
    private ground: Under["as"] = "nothing";

    setUnder(picture: ImageBitmap | null, ground: Under["as"]): void {
        this.under = picture;
        this.ground = ground;
    }

    // Draws what came to the stroke since its point at `from`, an index into its numbers. Arrows
    // change as a whole and are drawn by end().
    draw(stroke: Stroke, from = 0): void {
        if (stroke.tool === "arrow") return;
        for (const context of this.contextsOf(stroke)) body(context, stroke, from);
    }

    // The stroke has no more points.
    end(stroke: Stroke): void {
        for (const context of this.contextsOf(stroke)) {
            if (stroke.tool === "arrow") arrow(context, stroke);
            else tail(context, stroke);
        }
    }

    private contextsOf({ tool }: Stroke): CanvasRenderingContext2D[] {
        const onto = tool === "eraser" ? [this.pencil, this.ink]
            : [tool === "pencil" ? this.pencil : this.ink];
        for (const context of onto) {
            context.globalCompositeOperation =
                tool === "eraser" ? "destination-out" : "source-over";
            context.strokeStyle = context.fillStyle = tool === "pencil" ? pencil : ink;
        }
        return onto;
    }

    redraw(strokes: readonly Stroke[]): void {
        for (const context of [this.pencil, this.ink]) {
            context.clearRect(0, 0, pageWidth, pageHeight);
        }
        for (const stroke of standing(strokes)) {
            this.draw(stroke);
            this.end(stroke);
        }
    }

    // Everything as it is seen, with an arrow that is still being drawn. For the picture itself what is there to be traced is left out.
    show(onto: CanvasRenderingContext2D, open: Stroke | null = null, asPicture = false): void {
        onto.globalAlpha = 1;
        onto.fillStyle = paper;
        onto.fillRect(0, 0, pageWidth, pageHeight);
        const shows = this.ground === "kept" || (this.ground === "traced" && !asPicture);
        if (this.under !== null && shows) {
            onto.globalAlpha = this.ground === "kept" ? 1 : pale;
            const { width, height } = this.under;
            const scale = Math.max(pageWidth / width, pageHeight / height);
            onto.drawImage(this.under, (pageWidth - width * scale) / 2,
                           (pageHeight - height * scale) / 2, width * scale, height * scale);
            onto.globalAlpha = 1;
        }
        onto.drawImage(this.pencil.canvas, 0, 0);
        onto.drawImage(this.ink.canvas, 0, 0);
        if (open?.tool === "arrow") {
            onto.lineCap = onto.lineJoin = "round";
            arrow(onto, open);
        }
    }

    async picture(): Promise<Blob> {
        const context = blank();
        this.show(context, null, true);
        const blob = await new Promise<Blob | null>((done) => context.canvas.toBlob(done));
        if (blob === null) throw new Error("this browser makes no picture of a canvas");
        return blob;
    }
}
