// A browser's own EventSource on the alert stream, which can send no header and gets its token in a cookie. Between it and the
// server stands a connection that is cut in the middle of the incident. BrowserTest plays the incident when this says
// "listening", answers "played", and makes one test of each line "ok …" or "not ok …".
// Environment: RECOUNT_PAGE, RECOUNT_PAGE_TOKEN, RECOUNT_BROWSER.

import { createServer, connect } from "node:net";
import { createInterface } from "node:readline";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { check } from "./check.mjs";

const { RECOUNT_PAGE: url, RECOUNT_PAGE_TOKEN: token, RECOUNT_BROWSER: executablePath } = process.env;
const server = new URL(url);

const open = new Set();
let cuts = 0;
const wire = createServer((client) => {
  const far = connect(Number(server.port), server.hostname);
  for (const [from, to] of [[client, far], [far, client]]) {
    open.add(from);
    from.on("data", (bytes) => to.write(bytes));
    from.on("close", () => { open.delete(from); to.destroy(); });
    from.on("error", () => to.destroy());
  }
});
await new Promise((resolve) => wire.listen(0, server.hostname, resolve));
const pageUrl = `http://${server.hostname}:${wire.address().port}/`;

function cut() {
  cuts++;
  for (const socket of open) socket.destroy();
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage();
page.setDefaultTimeout(20000);
const addresses = [];
page.on("request", (request) => addresses.push(request.url()));

/** Opens an EventSource and answers what became of it. */
const source = () => page.evaluate(() => new Promise((resolve) => {
  const stream = new EventSource("/v1/alerts/stream");
  stream.onopen = () => resolve("open");
  stream.onerror = () => stream.readyState === EventSource.CLOSED && resolve("refused");
  globalThis.alerts = [];
  globalThis.openings = 0;
  stream.addEventListener("open", () => globalThis.openings++);
  stream.addEventListener("alert", (event) => globalThis.alerts.push({ id: event.lastEventId, rule: JSON.parse(event.data).rule.id }));
}));

/** Every alert so far, as a program with a token and all the time in the world reads them. */
async function everything(count) {
  const answer = await fetch(new URL("/v1/alerts/stream", url), { headers: { Authorization: `Bearer ${token}`, "Last-Event-ID": "-1" } });
  const ids = [];
  let rest = "";
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    rest += part;
    const lines = rest.split("\n");
    rest = lines.pop();
    for (const line of lines) if (line.startsWith("id: ")) ids.push(line.slice(4));
    if (ids.length >= count) break;
  }
  return ids.slice(0, count);
}

await page.goto(pageUrl);

await check("an EventSource without the cookie is refused", async () => assert.equal(await source(), "refused"));

await check("with the cookie it is open, and no script can read the cookie", async () => {
  const status = await page.evaluate(async (bearer) => {
    const answer = await fetch("/v1/alerts/stream/session", { method: "POST", headers: { Authorization: `Bearer ${bearer}` } });
    return answer.status;
  }, token);
  assert.equal(status, 204);
  assert.equal(await page.evaluate(() => document.cookie), "");
  assert.equal(await source(), "open");
});

await check("the cookie opens nothing else", async () => {
  assert.equal(await page.evaluate(async () => (await fetch("/v1/alerts")).status), 401);
});

const played = new Promise((resolve) => createInterface({ input: process.stdin }).once("line", resolve));
console.log("listening");

await check("it goes on behind the last alert when the connection is cut, and misses none", async () => {
  await page.waitForFunction(() => globalThis.alerts.length >= 2);
  cut();
  await played;
  await page.waitForFunction(() => globalThis.openings >= 2);
  await page.waitForFunction(() => ["SEQ-01", "SEQ-02", "SEQ-03", "SEQ-04", "SEQ-05"].every((rule) => globalThis.alerts.some((alert) => alert.rule === rule)));
  assert.equal(cuts, 1);
  const seen = await page.evaluate(() => globalThis.alerts.map((alert) => alert.id));
  assert.deepEqual(seen, await everything(seen.length));
});

await check("the token stands in no address", async () => {
  assert.deepEqual(addresses.filter((address) => address.includes(token)), []);
});

await browser.close();
process.exit(0);
