/* Decisions, kept by the browser under the fingerprint of the texts. */
const place = `checker:${told.fingerprint}`;
const historyLength = 500;
/* Without a prototype, for an id may be any word. */
let decisions = Object.create(null);
let past = [];

const kinds = ["accept", "edit", "dismiss", ""];

/* One decision, or null where a stored or imported value is none. "" is a note without a decision. */
function sound(value) {
  if (typeof value !== "object" || value === null || !kinds.includes(value.decision)) return null;
  const text = (name) => (typeof value[name] === "string" ? value[name] : "");
  return { decision: value.decision, reason: text("reason"), note: text("note"), text: text("text"), order: Number(value.order) || 0 };
}

function load() {
  try {
    const saved = JSON.parse(kept(place) ?? "{}");
    for (const [id, value] of Object.entries(saved.decisions ?? {})) {
      const one = sound(value);
      if (one && byFinding.has(id)) decisions[id] = one;
    }
    past = Array.isArray(saved.past) ? saved.past.filter((step) => Array.isArray(step)) : [];
  } catch {
    decisions = Object.create(null);
    past = [];
  }
}

function save() {
  past = past.slice(-historyLength);
  if (!keep(place, JSON.stringify({ decisions, past }))) status(say("not_kept"));
}

/* Several changes made at once are undone at once: [[id, decision or null], ...]. */
function decide(changes) {
  past.push(changes.map(([id]) => [id, decisions[id] ?? null]));
  let last = Math.max(0, ...Object.values(decisions).map((one) => one.order));
  for (const [id, value] of changes) {
    if (value) decisions[id] = { reason: "", note: "", text: "", ...value, order: ++last };
    else delete decisions[id];
  }
  save();
  for (const [id] of changes) show(byFinding.get(id));
  progress();
}

function undo() {
  const step = past.pop();
  if (!step) {
    status(say("nothing_to_undo"));
    return;
  }
  for (const [id, value] of step) {
    const before = value && sound(value);
    if (!byFinding.has(id)) continue;
    if (before) decisions[id] = before;
    else delete decisions[id];
    show(byFinding.get(id));
  }
  save();
  progress();
  status(say("undone"));
  const number = byFinding.get(step[0]?.[0]);
  if (number !== undefined) go(number);
}

const isDecided = (number) => Boolean(decisions[told.findings[number].id]?.decision);
