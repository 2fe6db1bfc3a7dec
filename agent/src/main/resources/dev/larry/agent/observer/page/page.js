// The run's state, as the observer streams it: the whole first, then only what changed.
const byId = (id) => document.getElementById(id);
const run = { state: null, heard: 0, connected: false, leasesAt: 0 };
const OPEN_AT_MOST = 6; // more Larrys than this start folded
const ROWS_AT_MOST = 400; // tasks drawn in the timeline
const cards = new Map();

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  set(made, attributes);
  made.append(...children);
  return made;
}

function set(made, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, String(value));
  }
}

const number = (value) => Number(value).toLocaleString("en-US");
const seconds = (millis) => Math.max(0, Math.round(millis / 1000));

function span(millis) {
  const s = seconds(millis);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${String(s % 60).padStart(2, "0")} s`;
  return `${Math.floor(s / 3600)} h ${String(Math.floor((s % 3600) / 60)).padStart(2, "0")} min`;
}

const clock = (at) => new Date(at).toISOString().slice(11, 19);

// The observer's clock, not this machine's.
const now = () => (run.state ? Date.parse(run.state.at) + (performance.now() - run.heard) : 0);

function bar(percent, kind, label) {
  const fill = element("span", { class: kind });
  fill.style.width = `${Math.min(100, percent)}%`;
  return element("div", {
    class: "bar", role: "progressbar", "aria-label": label, "aria-valuenow": Math.round(percent),
    "aria-valuemin": 0, "aria-valuemax": 100,
  }, fill);
}

function facts(state) {
  const since = state.started ? now() - Date.parse(state.started) : 0;
  const all = state.ends && state.started ? Date.parse(state.ends) - Date.parse(state.started) : 0;
  const said = [["environment", state.environment]];
  if (all) said.push(["elapsed", `${span(Math.min(since, all))} of ${span(all)}`]);
  const total = state.tokens.find((account) => account.node === "run");
  if (total) said.push(["tokens", `${number(total.spent)} of ${number(total.cap)}`]);
  const reserve = state.tokens.find((account) => account.node === "reserve");
  if (reserve) said.push(["reserve", `${number(reserve.cap - reserve.granted)} of ${number(reserve.cap)} tokens left`]);
  said.push(["epoch", state.epoch], ["missing events", state.missing]);
  if (state.replicas !== undefined && state.replicas !== null) said.push(["replicas", state.replicas]);
  byId("facts").replaceChildren(
    ...said.map(([word, value]) => element("div", {}, element("dt", {}, word), element("dd", { "data-fact": word }, String(value)))),
  );
  const percent = all ? Math.min(100, (100 * since) / all) : 0;
  byId("window").setAttribute("aria-valuenow", Math.round(percent));
  byId("window").firstElementChild.style.width = `${percent}%`;
}

function heading(state) {
  const tasks = state.phases.flatMap((phase) => phase.tasks).length;
  const done = state.phases.reduce((sum, phase) => sum + phase.done, 0);
  const dead = state.phases.reduce((sum, phase) => sum + phase.dead, 0);
  document.title = `${done}/${tasks} ${state.run}`;
  byId("title").textContent = `Run ${state.run}`;
  const words = `${state.stage}: ${done} of ${tasks} tasks done${dead ? `, ${dead} dead` : ""}`;
  if (byId("stage").textContent !== words) byId("stage").textContent = words;
}

function stale() {
  const reasons = [];
  if (run.state && !run.connected) reasons.push(`No contact with the observer, stale since ${clock(run.state.at)}; trying again.`);
  if (run.state && run.state.redis) reasons.push(`Redis is away: ${run.state.redis}. What is shown of tasks comes from their records.`);
  const words = reasons.join(" ");
  const box = byId("stale");
  box.hidden = words === "";
  if (box.textContent !== words) box.textContent = words;
}

function taskRow(task) {
  const left = task.state === "leased" && task.leaseMillis !== undefined && task.leaseMillis !== null
    ? span(task.leaseMillis - (performance.now() - run.leasesAt)) : "";
  const shown = task.state === "open" && task.after.length ? `open, after ${task.after.join(", ")}` : task.state;
  const said = task.reason || task.message || "";
  return element("tr", {},
    element("th", { scope: "row" }, task.id),
    element("td", {}, task.master ? `${task.worker}, a master` : task.worker),
    element("td", { class: task.state }, shown),
    element("td", { class: "n" }, left),
    element("td", { class: "n" }, task.percent === undefined || task.percent === null ? "" : `${task.percent} %`),
    element("td", { class: "n" }, String(task.attempts)),
    element("td", {}, said));
}

function card(phase) {
  let known = cards.get(phase.larry);
  if (!known) {
    const box = element("details", { "data-larry": phase.larry });
    box.open = run.state.phases.length <= OPEN_AT_MOST;
    const head = element("summary");
    const body = element("div", { class: "scroll" });
    box.append(head, body);
    box.addEventListener("toggle", () => tasks(cards.get(phase.larry)));
    if (/^[a-zA-Z]+$|^#[0-9a-fA-F]{3,8}$/.test(phase.colour || "")) box.style.setProperty("--larry", phase.colour);
    known = { box, head, body };
    cards.set(phase.larry, known);
    byId("larrys").append(box);
  }
  known.phase = phase;
  const all = phase.tasks.length;
  const percent = all ? (100 * (phase.done + phase.dead)) / all : 0;
  const open = all - phase.done - phase.dead - phase.active;
  const counts = `${phase.stage}: ${phase.done} done, ${phase.active} active, ${open} open${phase.dead ? `, ${phase.dead} dead` : ""}`;
  if (known.counts !== counts) {
    known.counts = counts;
    known.head.replaceChildren(
      element("span", { class: "name" }, `${phase.larry} `, element("span", { class: "soft" }, phase.domain)),
      bar(percent, phase.dead ? "bad" : percent === 100 ? "good" : "", `${phase.larry}: tasks ended`),
      element("span", { class: "counts" }, counts));
  }
  tasks(known);
}

function tasks(known) {
  if (!known.box.open) {
    if (known.body.firstChild) known.body.replaceChildren();
    return;
  }
  const head = element("tr", {}, ...["task", "worker", "state", "lease left", "progress", "attempts", "said"]
    .map((word) => element("th", { scope: "col", class: ["lease left", "progress", "attempts"].includes(word) ? "n" : null }, word)));
  known.body.replaceChildren(element("table", {},
    element("thead", {}, head), element("tbody", {}, ...known.phase.tasks.map(taskRow))));
}

function table(words, rows) {
  return element("table", {},
    element("thead", {}, element("tr", {}, ...words.map((word, i) => element("th", { scope: "col", class: i ? "n" : null }, word)))),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map((cell, i) =>
      element(i ? "td" : "th", i ? { class: "n" } : { scope: "row" }, cell instanceof Node ? cell : String(cell)))))));
}

function sums(state) {
  byId("tokens").replaceChildren(state.tokens.length
    ? table(["account", "spent", "of", "reserved"], state.tokens.slice(0, 300).map((a) => [a.node, number(a.spent), number(a.cap), number(a.reserved)]))
    : element("p", { class: "soft" }, "The ledger could not be read yet."));
  const found = state.findings.map((one) => [one.larry, element("span", { class: one.what }, one.what), number(one.number)]);
  const counted = state.inventory.map((one) => [one.larry, one.what, number(one.number)]);
  byId("findings").replaceChildren(found.length + counted.length
    ? table(["Larry", "what", "number"], found.concat(counted))
    : element("p", { class: "soft" }, "No task has reported any yet."));
}

function happenings(state) {
  byId("events").replaceChildren(...state.events.slice().reverse().map((event) => {
    const where = [event.larry, event.task].filter(Boolean).join(" ");
    const { fence, ...data } = event.data;
    const told = Object.keys(data).length ? JSON.stringify(data).slice(0, 200) : "";
    return element("li", {},
      element("span", { class: "at" }, clock(event.at)),
      element("strong", {}, event.type), ` ${where} ${told}`);
  }));
}

const SVG = "http://www.w3.org/2000/svg";
function drawn(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  set(made, attributes);
  if (text) made.textContent = text;
  return made;
}

function timeline(state) {
  const rows = state.phases.flatMap((phase) => phase.tasks.map((task) => ({ phase, task }))).slice(0, ROWS_AT_MOST);
  if (!state.started || !rows.length) {
    byId("timeline").replaceChildren(element("p", { class: "soft" }, "The run has not begun."));
    return;
  }
  const start = Date.parse(state.started);
  const ended = rows.map(({ task }) => (task.changed ? Date.parse(task.changed) : 0));
  const last = ["complete", "over"].includes(state.stage) ? Math.max(start + 1000, ...ended) : now();
  const all = Math.max(10000, last - start) * 1.02;
  const x = (at) => 210 + (740 * Math.max(0, at - start)) / all;
  const height = rows.length * 16 + 34;
  const svg = drawn("svg", { viewBox: `0 0 960 ${height}`, role: "img" });
  svg.append(drawn("title", {}, `Timeline of ${rows.length} tasks since the run began`));
  const step = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200].map((s) => s * 1000).find((s) => all / s <= 9) || 14400000;
  for (let tick = 0; tick <= all; tick += step) {
    svg.append(drawn("line", { class: "grid", x1: x(start + tick), x2: x(start + tick), y1: 22, y2: height - 8 }));
    svg.append(drawn("text", { class: "tick", x: x(start + tick), y: 14 }, `T+${step < 60000 ? `${tick / 1000}s` : `${Math.round(tick / 60000)}m`}`));
  }
  rows.forEach(({ phase, task }, i) => {
    const y = 26 + i * 16;
    svg.append(drawn("text", { x: 4, y: y + 10 }, `${phase.larry} ${task.worker}`.slice(0, 34)));
    if (!task.begun) return;
    const from = Date.parse(task.begun);
    const to = task.state === "leased" ? now() : Date.parse(task.changed || task.begun);
    const rect = drawn("rect", { class: `b-${task.state}`, x: x(from), y: y + 2, width: Math.max(2, x(to) - x(from)), height: 9, rx: 2 });
    rect.append(drawn("title", {}, `${task.id}: ${task.state}, ${span(to - from)}`));
    svg.append(rect);
  });
  if (last === now() || state.stage === "running") svg.append(drawn("line", { class: "now", x1: x(now()), x2: x(now()), y1: 22, y2: height - 8 }));
  byId("timeline").replaceChildren(svg);
}

function whole(state) {
  const known = new Set(state.phases.map((phase) => phase.larry));
  for (const [larry, one] of cards) {
    if (!known.has(larry)) {
      one.box.remove();
      cards.delete(larry);
    }
  }
  state.phases.forEach(card);
  rest();
}

// What is long, of a large fleet, is drawn while it is on the screen, and now and then while it is not.
const HIDDEN_EVERY = 10;
const lengthy = { tokens: sums, timeline };
const hidden = new Map();
const eye = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) hidden.set(target.id, 0);
    else if (hidden.delete(target.id) && run.state) lengthy[target.id](run.state);
  }
}, { rootMargin: "300px" });
for (const id of Object.keys(lengthy)) eye.observe(byId(id));

function isDue(id) {
  if (!hidden.has(id) || run.state.phases.length <= OPEN_AT_MOST) return true;
  hidden.set(id, hidden.get(id) + 1);
  return hidden.get(id) % HIDDEN_EVERY === 1;
}

function rest() {
  heading(run.state);
  facts(run.state);
  happenings(run.state);
  for (const [id, draw] of Object.entries(lengthy)) if (isDue(id)) draw(run.state);
  stale();
}

// A lease that is not told ran on; what is left of it counts from when it was.
function leases(told) {
  const at = performance.now();
  for (const phase of run.state.phases) {
    for (const task of phase.tasks) {
      const left = told[task.id];
      if (left === undefined && task.leaseMillis !== undefined) task.leaseMillis -= at - run.leasesAt;
      if (left !== undefined) task.leaseMillis = left;
    }
  }
  run.leasesAt = at;
}

function heard(at) {
  run.heard = performance.now();
  run.connected = true;
  if (run.state && at) run.state.at = at;
}

function phaseAfter(before, change) {
  const fresh = new Map(change.tasks.map((task) => [task.id, task]));
  return { ...change, tasks: before.tasks.map((task) => fresh.get(task.id) || task) };
}

const PARTS = ["stage", "started", "ends", "epoch", "redis", "replicas", "missing"];

function changed(change) {
  const state = run.state;
  for (const part of PARTS) state[part] = change.now[part];
  for (const part of ["findings", "inventory", "events"]) if (change[part]) state[part] = change[part];
  leases(change.leases);
  const phases = new Map(change.phases.map((phase) => [phase.larry, phase]));
  state.phases = state.phases.map((phase) => (phases.has(phase.larry) ? phaseAfter(phase, phases.get(phase.larry)) : phase));
  const accounts = new Map(change.tokens.map((account) => [account.node, account]));
  state.tokens = state.tokens.map((account) => accounts.get(account.node) || account);
  for (const phase of state.phases) if (phases.has(phase.larry)) card(phase);
  rest();
}

function follow() {
  const source = new EventSource("stream");
  source.addEventListener("change", (message) => {
    const change = JSON.parse(message.data);
    if (change.whole) {
      run.state = change.whole;
      heard(change.whole.at);
      run.leasesAt = run.heard;
      whole(run.state);
    } else if (run.state) {
      heard(change.now.at);
      changed(change);
    }
  });
  source.addEventListener("error", () => {
    run.connected = false;
    stale();
  });
}

// Times go on between two messages.
setInterval(() => {
  if (!run.state) return;
  facts(run.state);
  stale();
  for (const one of cards.values()) {
    if (one.box.open && one.phase.active) tasks(one);
  }
}, 1000);

follow();
