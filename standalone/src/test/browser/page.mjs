// A person at a real browser, before, during and after an incident. BrowserTest starts the server, plays the incident when this
// says "listening", answers "played", and makes one test of each line "ok …" or "not ok …".
// Environment: RECOUNT_PAGE, RECOUNT_PAGE_TOKEN, RECOUNT_BROWSER, and RECOUNT_PICTURES for screenshots, if wanted.

import { createInterface } from "node:readline";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { check } from "./check.mjs";

const { RECOUNT_PAGE: url, RECOUNT_PAGE_TOKEN: token, RECOUNT_BROWSER: executablePath, RECOUNT_PICTURES: pictures } = process.env;

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
page.setDefaultTimeout(15000);

const complaints = [];
const addresses = [];
let loads = 0;
page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("dialog", (dialog) => { complaints.push(`a dialog opened: ${dialog.message()}`); return dialog.dismiss(); });
page.on("request", (request) => addresses.push(request.url()));
page.on("load", () => loads++);
await page.addInitScript(() => addEventListener("securitypolicyviolation", (violation) => console.error(`CSP: ${violation.violatedDirective}`)));

const picture = (name) => pictures && page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });

/** Presses Tab until the element has the focus, as somebody without a mouse would. */
async function tabTo(selector) {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} cannot be reached with the Tab key`);
}

await page.goto(url);

await check("a wrong token is said to be wrong", async () => {
  await page.getByLabel("Access token").fill("not a token of this server");
  await page.keyboard.press("Enter");
  await page.getByText("This token is not known here.").waitFor();
});

await check("it is opened with the keyboard alone, and says that nothing has happened yet", async () => {
  await page.getByLabel("Access token").focus();
  await page.keyboard.type(token);
  await page.keyboard.press("Enter");
  await page.getByText("No incident yet. Recount is watching.").waitFor();
  await page.getByText("live", { exact: true }).waitFor();
});
const loadsBefore = loads;

console.log("listening");
await new Promise((resolve) => createInterface({ input: process.stdin }).once("line", resolve));

await check("alerts and the incident appear by themselves", async () => {
  for (const rule of ["SEQ-01", "SEQ-02", "SEQ-03", "SEQ-04", "SEQ-05"]) {
    await page.locator("#alert-list li", { hasText: rule }).first().waitFor();
  }
  await page.locator("#incident-list a", { hasText: "destroyed the production database's volume" }).waitFor();
  assert.equal(loads, loadsBefore, "the page was loaded again");
  await picture("incidents");
});

await check("an incident that was merged into another is not listed", async () => {
  const listed = await page.locator("#incident-list li").allInnerTexts();
  assert.ok(listed.every((line) => !/merged|retracted/.test(line)), listed.join("; "));
});

await check("the incident opens with the keyboard, and its headline has the focus", async () => {
  await tabTo("#incident-list a");
  while (!/production database/.test(await page.evaluate(() => document.activeElement.textContent))) await tabTo("#incident-list a");
  await page.keyboard.press("Enter");
  await page.locator("#timeline tr").first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "incident-title");
});

await check("it says first that it cannot be undone, what is left and what to revoke", async () => {
  await page.locator("#harm", { hasText: "cannot be undone" }).waitFor();
  await page.locator("#revoke-first li", { hasText: "found, not handed out" }).first().waitFor();
  const below = await page.locator("#harm").boundingBox();
  assert.ok(below.y + below.height < 900, "it is below the fold");
});

await check("the timeline names each step, its alerts, and the number of its cause", async () => {
  const row = page.locator("#timeline tr", { hasText: "action succeeded volumeDelete" }).first();
  await row.waitFor();
  assert.match(await row.innerText(), /SEQ-04/);
  assert.match(await row.innerText(), /━ \d+ parent call/);
  assert.match(await page.locator("#timeline").innerText(), /“I guessed that deleting a staging volume/);
  await picture("incident");
});

await check("a cause is followed with the keyboard", async () => {
  await tabTo("#timeline a.link");
  const wanted = await page.evaluate(() => decodeURIComponent(document.activeElement.hash.split("/")[1]));
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.activeElement.id === `event-${id}`, wanted);
});

await check("what an agent wrote is text, whatever it looks like", async () => {
  await page.getByRole("link", { name: "← All incidents" }).click();
  const hostile = page.locator("#incident-list a", { hasText: "hostile" });
  await hostile.first().waitFor();
  await hostile.first().click();
  await page.locator("#timeline tr", { hasText: "<img src=x onerror=" }).first().waitFor();
  assert.equal(await page.locator("main img, main script, main iframe").count(), 0);
  assert.doesNotMatch(await page.locator("main").innerText(), /[\u202a-\u202e\u200b-\u200f]/, "a character that reorders text");
});

await check("it fits a phone", async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
  await picture("phone");
});

await check("the token stands in no address", async () => {
  const secret = encodeURIComponent(token);
  assert.deepEqual([...addresses, page.url()].filter((address) => address.includes(secret) || address.includes(token)), []);
});

await check("forgetting the token forgets it, and what was shown", async () => {
  await page.getByRole("button", { name: "Forget token" }).click();
  await page.getByLabel("Access token").waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  assert.doesNotMatch(await page.content(), /production database/);
});

await check("the browser has nothing to complain about", async () => {
  const refusalsOfTheWrongToken = /status of 401/;
  assert.deepEqual(complaints.filter((complaint) => !refusalsOfTheWrongToken.test(complaint)), []);
});

await browser.close();
process.exit(0);
