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

const text = (value) => String(value ?? "").replace(/[\t\r\n]+/g, " ").replace(HIDDEN, "\ufffd");

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
  byId("connection").hidden = section === "sign-in";
  for (const id of ["sign-in", "incidents", "incident"]) byId(id).hidden = id !== section;
}

function fail(failure) {
  if (failure.status === 401) {
    sessionStorage.removeItem(TOKEN);
    stopListening();
    show("sign-in");
  }
  byId("problem").textContent = failure.status === 401 ? "This token is not known here." : text(failure.message);
  byId("problem").hidden = false;
}

// Times

const clock = (at) => at.slice(11, 19);

function ago(at) {
  const minutes = Math.round((Date.now() - Date.parse(at)) / 60000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1440)} days ago`;
}

function moment(at) {
  const made = element("time", `${ago(at)}, ${at.slice(0, 10)} ${clock(at)} UTC`);
  made.dateTime = at;
  return made;
}

// A fingerprint is recognised by its beginning.
const short = (id) => (/^fp_[0-9a-f]{12,}$/.test(id ?? "") ? `${id.slice(0, 11)}…` : text(id));

function code(id) {
  const made = element("code", short(id));
  made.title = text(id);
  return made;
}

// Incidents and alerts

function incidentLine(incident) {
  const link = element("a", incident.title);
  link.href = `#${encodeURIComponent(incident.id)}`;
  return element("li", [
    element("span", incident.severity, `level ${incident.severity}`),
    element("span", incident.irreversible ? "cannot be undone" : "", "flag"),
    link,
    element("span", [`${text(incident.status)} · `, moment(incident.opened_at), ` · ${text(incident.rules.join(", "))}`], "quiet"),
  ], incident.severity);
}

async function showIncidents() {
  const { items } = await read("/v1/incidents?limit=200");
  // What was merged lives on in another incident, and what was retracted was none.
  const shown = items.filter(({ status }) => status !== "merged" && status !== "retracted");
  byId("incident-list").replaceChildren(...shown.map(incidentLine));
  byId("no-incidents").hidden = shown.length > 0;
  if (!current) show("incidents");
}

function alertLine(alert) {
  return element("li", [
    element("span", alert.level, `level ${alert.level}`),
    element("strong", `${alert.rule.id} `),
    `${text(alert.summary || alert.rule.title || "")} `,
    element("span", [`${alert.status === "retracted" ? "retracted · " : ""}`, moment(alert.raised_at)], "quiet"),
  ]);
}

const knownAlerts = new Map();

function addAlert(alert) {
  const line = alertLine(alert);
  const known = knownAlerts.get(alert.id);
  knownAlerts.set(alert.id, { alert, line });
  if (known) known.line.replaceWith(line);
  else byId("alert-list").prepend(line);
  byId("no-alerts").hidden = true;
}

async function showAlerts() {
  const { items } = await read("/v1/alerts?limit=50");
  knownAlerts.clear();
  byId("alert-list").replaceChildren();
  byId("no-alerts").hidden = items.length > 0;
  items.reverse().forEach(addAlert);
}

// One incident

function fact(name, value) {
  return value === undefined || value === null || value.length === 0
    ? []
    : [element("dt", name), element("dd", Array.isArray(value) ? value.map((one) => short(one)).join(", ") : value)];
}

const headline = ({ type, phase, action, credential, content }) =>
  [type, phase, type === "credential" && !action ? credential?.kind : action?.operation || action?.tool || content?.origin].filter(Boolean).join(" ");

const detail = ({ action, statement }) =>
  [action?.summary, statement && `“${statement.text}”`, action?.error && `${action.error.code ?? "error"}: ${action.error.message ?? ""}`].filter(Boolean).join(" — ");

function onWhat({ resource, credential }) {
  const lines = [
    [resource?.id, resource?.environment].filter(Boolean).join(" · "),
    credential?.location?.path !== resource?.id?.replace(/^file:/, "") && credential?.location?.path,
  ].filter(Boolean).map((line) => element("div", line));
  const id = credential && (credential.fingerprint || credential.provider_id);
  return id ? [...lines, element("div", [code(id)])] : lines;
}

function since(start, at) {
  const seconds = (Date.parse(at) - start) / 1000;
  return `${seconds < 0 ? "−" : "+"}${Math.abs(seconds).toFixed(3)} s`;
}

// Place of each event in the table, so that a cause is named by its number.
const places = new Map();

function causeLink(link) {
  const place = places.get(link.to);
  const made = element("a", `${link.proven ? "━" : "┄"} ${place ? `${place} ` : ""}${link.basis.replaceAll("_", " ")}`, "link");
  made.href = `#${encodeURIComponent(current)}/${encodeURIComponent(link.to)}`;
  made.title = text(`${link.proven ? "proven by the record" : "concluded"}: ${link.to}`);
  return made;
}

function timelineRow(item, start) {
  const { event } = item;
  const rules = [...new Set(item.alerts.map((id) => knownAlerts.get(id)?.alert.rule.id ?? "alert"))].sort();
  const time = element("td", [clock(event.occurred_at), document.createElement("br"), element("span", since(start, event.occurred_at), "quiet")]);
  if (item.clock_skew_ms) time.append(element("div", `clock ${item.clock_skew_ms} ms behind`, "quiet"));
  const row = element("tr", [
    element("td", places.get(event.id)),
    time,
    element("td", event.actor?.name || event.actor?.id),
    element("td", [
      element("strong", `${headline(event)} `),
      ...rules.map((rule) => element("span", `▲ ${rule} `, "flag")),
      element("span", detail(event), "detail"),
    ]),
    element("td", onWhat(event)),
    element("td", item.links.map(causeLink)),
    element("td", item.state, item.state),
  ]);
  row.querySelector(".detail").title = text(detail(event));
  row.id = `event-${event.id}`;
  row.tabIndex = -1;
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
    places.clear();
    start = page.items.length ? Date.parse(page.items[0].event.occurred_at) : null;
  }
  page.items.forEach(({ event }) => places.set(event.id, places.size + 1));
  byId("timeline").append(...page.items.map((item) => timelineRow(item, start)));
  if (page.truncated && !page.next_cursor) {
    byId("timeline").append(element("tr", [element("td", "More than 1,000 sessions: what the rest did is not shown here.")]));
  }
  byId("more").hidden = !page.next_cursor;
  byId("more").onclick = () => addTimeline(id, page.next_cursor).catch(fail);
}

function showHarm(incident) {
  const said = [incident.irreversible && "This cannot be undone.", incident.recovery_left].filter(Boolean).join(" ");
  byId("harm").textContent = text(said);
  byId("harm").hidden = said === "";
}

function revokeLine(life) {
  return element("li", [
    element("strong", `${life.rank}.`),
    element("span", [`${text(life.kinds.join(" "))} `, code(life.credential), ` · ${text([life.state, ...life.reasons].join(" · "))}`]),
  ]);
}

async function showIncident(id) {
  const incident = await read(`/v1/incidents/${encodeURIComponent(id)}`);
  if (id !== current) return;
  if (incident.merged_into) {
    location.replace(`#${encodeURIComponent(incident.merged_into)}`);
    return;
  }
  document.title = text(`${incident.severity}: ${incident.title}`);
  byId("incident-title").textContent = text(incident.title);
  byId("incident-line").replaceChildren(
    element("span", incident.severity, `level ${incident.severity}`), `${text(incident.status)} · `, moment(incident.opened_at));
  showHarm(incident);
  byId("incident-facts").replaceChildren(
    ...fact("incident", incident.id), ...fact("environments", incident.environments), ...fact("sessions", incident.sessions),
    ...fact("actors", incident.actors), ...fact("credentials", incident.credentials), ...fact("resources", incident.resources),
    ...fact("taken by", incident.acknowledged_by));
  const [{ items }, ...alerts] = await Promise.all([
    read(`/v1/incidents/${encodeURIComponent(id)}/revoke-first`),
    ...incident.alerts.map((alert) => read(`/v1/alerts/${encodeURIComponent(alert)}`).catch(() => null)),
  ]);
  if (id !== current) return;
  byId("revoke-first").replaceChildren(...items.map(revokeLine));
  byId("nothing-to-revoke").hidden = items.length > 0;
  const told = alerts.filter(Boolean).sort((a, b) => Date.parse(a.raised_at) - Date.parse(b.raised_at));
  told.filter((alert) => !knownAlerts.has(alert.id)).forEach((alert) => knownAlerts.set(alert.id, { alert, line: alertLine(alert) }));
  byId("incident-alerts").replaceChildren(...told.map(alertLine));
  await addTimeline(id);
  if (id === current) show("incident");
}

// Alerts come in bursts; what they change is read once afterwards, and once more when answers, which stand some seconds behind
// where several processes record, have come up to it.
const REFRESHED_AFTER_MS = [250, 4000];
let refreshing = [];

function refreshSoon() {
  refreshing.forEach(clearTimeout);
  refreshing = REFRESHED_AFTER_MS.map((wait) => setTimeout(refresh, wait));
}

function refresh() {
  (current ? showIncident(current) : showIncidents()).catch(fail);
}

function showEvent(id) {
  const row = document.getElementById(`event-${id}`);
  document.querySelector("tr.shown")?.classList.remove("shown");
  row?.classList.add("shown");
  row?.scrollIntoView({ block: "center" });
  row?.focus({ preventScroll: true });
}

async function navigate() {
  byId("problem").hidden = true;
  const [id, event] = location.hash.slice(1).split("/").map(decodeURIComponent);
  if (!id || id !== current) {
    current = id || null;
    document.title = "Recount";
    await (id ? showIncident(id) : showIncidents());
    scrollTo(0, 0);
    if (id && !event) byId("incident-title").focus();
  }
  if (event) showEvent(event);
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
            refreshSoon();
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
// Loaded again, so that nothing that was shown stays behind.
byId("sign-out").addEventListener("click", () => {
  sessionStorage.removeItem(TOKEN);
  location.replace(location.pathname);
  location.reload();
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
