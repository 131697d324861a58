// A server of pictures on loopback that speaks OpenAI's images API as its documents describe it,
// and does what a test says.
import http from "node:http";

// `answer` gets the parsed body and gives {status, body} or nothing, which cuts the line.
export async function startImageServer(answer) {
    const asked = [];
    const server = http.createServer((request, response) => {
        let text = "";
        request.on("data", (part) => { text += part; });
        request.on("end", async () => {
            if (request.method === "GET") {
                response.writeHead(200, { "content-type": "application/json" });
                response.end(JSON.stringify({ object: "list", data: [{ id: "paint-1" }] }));
                return;
            }
            const body = JSON.parse(text);
            asked.push(body);
            const said = await answer(body, asked.length);
            if (said === undefined) return request.socket.destroy();
            response.writeHead(said.status ?? 200, { "content-type": "application/json" });
            response.end(JSON.stringify(said.body));
        });
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { at: `127.0.0.1:${server.address().port}`, asked,
             stop: () => new Promise((resolve) => server.close(resolve)) };
}
