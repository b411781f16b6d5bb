// The page for people. Everything that an agent may have written is shown as a text node, never as markup, and without the
// characters that could make text look like something else.

const byId = (id) => document.getElementById(id);
const TOKEN = "recount-token";
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

class Failure extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `The server answered ${status}`);
    this.status = status;
  }
}

const text = (value) => String(value ?? "").replace(HIDDEN, "\ufffd");

function element(name, content, className) {
  const made = document.createElement(name);
  made.append(...(Array.isArray(content) ? content : [text(content)]));
  if (className) made.className = className;
  return made;
}

async function request(path, options = {}) {
  const token = sessionStorage.getItem(TOKEN);
  const answer = await fetch(path, { ...options, headers: { Authorization: `Bearer ${token}`, ...options.headers } });
  if (!answer.ok) throw new Failure(answer.status, await answer.json().catch(() => ({})));
  return answer;
}

const read = async (path) => (await request(path)).json();

function show(section) {
  for (const id of ["sign-in", "incidents", "incident"]) byId(id).hidden = id !== section;
}

function fail(failure) {
  if (failure.status === 401) {
    sessionStorage.removeItem(TOKEN);
    stopListening();
    show("sign-in");
  }
  byId("problem").textContent = text(failure.message);
  byId("problem").hidden = false;
}

// Incidents and alerts

function incidentLine(incident) {
  const link = element("a", incident.title);
  link.href = `#${encodeURIComponent(incident.id)}`;
  return element("li", [
    element("span", incident.severity, `level ${incident.severity}`),
    link,
    element("span", ` · ${incident.status} · opened ${incident.opened_at}${incident.irreversible ? " · irreversible" : ""}`, "quiet"),
  ]);
}

async function showIncidents() {
  const { items } = await read("/v1/incidents?limit=200");
  byId("incident-list").replaceChildren(...items.map(incidentLine));
  byId("no-incidents").hidden = items.length > 0;
  show("incidents");
}

const shownAlerts = new Map();

function addAlert(alert) {
  const line = element("li", [
    element("span", alert.level, `level ${alert.level}`),
    `${text(alert.rule.id)} · ${text(alert.summary || alert.rule.title || "")} `,
    element("span", `${alert.status} · ${alert.raised_at} · ${alert.latency_ms} ms after the evidence`, "quiet"),
  ]);
  const known = shownAlerts.get(alert.id);
  shownAlerts.set(alert.id, line);
  if (known) known.replaceWith(line);
  else byId("alert-list").prepend(line);
}

async function showAlerts() {
  const { items } = await read("/v1/alerts?limit=50");
  shownAlerts.clear();
  byId("alert-list").replaceChildren();
  items.reverse().forEach(addAlert);
}

// One incident

function fact(name, value) {
  return value === undefined || value === null || value.length === 0
    ? []
    : [element("dt", name), element("dd", Array.isArray(value) ? value.join(", ") : value)];
}

const what = ({ action, credential, statement, phase, type }) =>
  action?.summary || [action?.operation || action?.tool, phase].filter(Boolean).join(" ") ||
  (statement ? `“${statement.text}”` : [type, phase, credential?.kind].filter(Boolean).join(" "));

const where = ({ resource, credential }) =>
  [resource?.id, resource?.environment, credential?.location?.path, credential && (credential.fingerprint || credential.provider_id)]
    .filter(Boolean).join(" · ");

function since(start, at) {
  const seconds = (Date.parse(at) - start) / 1000;
  return `${seconds < 0 ? "−" : "+"}${Math.abs(seconds).toFixed(3)} s`;
}

function timelineRow(item, start) {
  const { event } = item;
  const links = item.links.map((link) => {
    const to = element("a", `${link.proven ? "━" : "┄"} ${link.basis.replaceAll("_", " ")}`, "link");
    to.href = `#${encodeURIComponent(current)}/${encodeURIComponent(link.to)}`;
    to.title = text(`${link.proven ? "proven" : "concluded"}: ${link.to}`);
    return to;
  });
  const row = element("tr", [
    element("td", event.occurred_at.slice(11, 23)),
    element("td", since(start, event.occurred_at) + (item.clock_skew_ms ? ` (clock ${item.clock_skew_ms} ms behind)` : "")),
    element("td", event.actor?.name || event.actor?.id),
    element("td", what(event) + (item.alerts.length ? "  ⚑" : "")),
    element("td", where(event)),
    element("td", links),
    element("td", item.state, item.state),
  ]);
  row.id = `event-${event.id}`;
  if (item.alerts.length) row.className = "alerted";
  return row;
}

let current = null;
let start = null;

async function addTimeline(id, cursor) {
  const page = await read(`/v1/timeline?incident=${encodeURIComponent(id)}&limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
  if (id !== current) return;
  if (!cursor) {
    byId("timeline").replaceChildren();
    start = page.items.length ? Date.parse(page.items[0].event.occurred_at) : null;
  }
  byId("timeline").append(...page.items.map((item) => timelineRow(item, start)));
  byId("more").hidden = !page.next_cursor;
  byId("more").onclick = () => addTimeline(id, page.next_cursor).catch(fail);
}

async function showIncident(id) {
  const incident = await read(`/v1/incidents/${encodeURIComponent(id)}`);
  byId("incident-title").textContent = text(incident.title);
  byId("incident-facts").replaceChildren(
    ...fact("severity", incident.severity), ...fact("status", incident.status), ...fact("opened", incident.opened_at),
    ...fact("can be undone", incident.irreversible ? "no" : "not known to be irreversible"), ...fact("recovery left", incident.recovery_left),
    ...fact("environments", incident.environments), ...fact("sessions", incident.sessions), ...fact("actors", incident.actors),
    ...fact("resources", incident.resources), ...fact("rules", incident.rules), ...fact("taken by", incident.acknowledged_by));
  const { items } = await read(`/v1/incidents/${encodeURIComponent(id)}/revoke-first`);
  byId("revoke-first").replaceChildren(...items.map((life) =>
    element("li", `${life.rank}. ${life.kinds.join(" ")} ${life.credential} · ${life.state} · ${life.reasons.join("; ")}`)));
  await addTimeline(id);
  show("incident");
}

async function navigate() {
  byId("problem").hidden = true;
  const [id, event] = location.hash.slice(1).split("/").map(decodeURIComponent);
  if (id && id === current && event) {
    document.getElementById(`event-${event}`)?.scrollIntoView({ block: "center" });
    return;
  }
  current = id || null;
  await (id ? showIncident(id) : showIncidents());
}

// Alerts, live: fetch, because EventSource cannot send a token

let listening = null;

function stopListening() {
  listening?.abort();
  listening = null;
  byId("connection").textContent = "not connected";
}

function parse(block) {
  const fields = {};
  for (const line of block.split("\n")) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) || [];
    if (name) fields[name] = value;
  }
  return fields;
}

async function listen(signal) {
  let last = null;
  while (!signal.aborted) {
    try {
      const answer = await request("/v1/alerts/stream", { signal, headers: last === null ? {} : { "Last-Event-ID": last } });
      byId("connection").textContent = "live";
      if (last === null) await showAlerts();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const blocks = (rest + part.value).split("\n\n");
        rest = blocks.pop();
        for (const message of blocks.map(parse)) {
          if (message.id !== undefined) last = message.id;
          if (message.event === "reset") await showAlerts();
          if (message.event === "alert") {
            addAlert(JSON.parse(message.data));
            if (!current) showIncidents().catch(fail);
          }
        }
      }
    } catch (failure) {
      if (signal.aborted) return;
      if (failure.status === 401 || failure.status === 403) return fail(failure);
    }
    byId("connection").textContent = "connection lost, trying again";
    await new Promise((resolve) => setTimeout(resolve, 3000));
  }
}

function begin() {
  byId("sign-out").hidden = false;
  listening = new AbortController();
  listen(listening.signal);
  navigate().catch(fail);
}

byId("sign-in").addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  sessionStorage.setItem(TOKEN, byId("token").value.trim());
  byId("token").value = "";
  begin();
});
byId("sign-out").addEventListener("click", () => {
  sessionStorage.removeItem(TOKEN);
  byId("sign-out").hidden = true;
  stopListening();
  show("sign-in");
});
addEventListener("hashchange", () => navigate().catch(fail));

// A fragment is never sent to a server, so the command line may hand the token over in it.
const handed = /^#token=(.+)$/.exec(location.hash);
if (handed) {
  sessionStorage.setItem(TOKEN, decodeURIComponent(handed[1]));
  history.replaceState(null, "", location.pathname);
}
if (sessionStorage.getItem(TOKEN)) begin();
else show("sign-in");
