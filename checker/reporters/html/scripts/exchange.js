/* Decisions go out as JSON, or as a table, and come in again. */
const schema = "checker.decisions/1";
const columns = ["path", "id", "check", "decision", "reason", "note", "sentence", "beside", "text"];

/* In the order of the file that a team keeps, so that a new export changes as few of its lines as can be. */
function outgoing() {
  const found = order.filter(isDecided).map((number) => {
    const { id, check, sentence } = told.findings[number];
    const { decision, reason, note, text } = decisions[id];
    const entry = { path: told.path, id, check, decision, reason, note, sentence, beside: told.beside };
    return decision === "edit" ? { ...entry, text } : entry;
  });
  const key = (one) => `${one.check}\0${one.id}`;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

const cell = (text) => text.replace(/[\\\t\n\r]/g, (one) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" })[one]);
const uncell = (text) => text.replace(/\\(.)/g, (all, one) => ({ t: "\t", n: "\n", r: "\r" })[one] ?? one);

function line(entry) {
  const members = Object.entries(entry).filter(([name, value]) => value || name === "text");
  return `    {${members.map(([name, value]) => `"${name}": ${JSON.stringify(value)}`).join(", ")}}`;
}

function asJson() {
  const lines = outgoing().map(line);
  return `{\n  "schema": "${schema}",\n  "decisions": ${lines.length ? `[\n${lines.join(",\n")}\n  ]` : "[]"}\n}\n`;
}

function asTable() {
  const lines = outgoing().map((one) => columns.map((name) => cell(one[name] ?? "")).join("\t"));
  return `${[columns.join("\t"), ...lines].join("\n")}\n`;
}

function read(text) {
  const clean = text.replace(/^\uFEFF/, "");
  if (clean.trimStart().startsWith("{")) {
    const found = JSON.parse(clean);
    if (found.schema !== schema || !Array.isArray(found.decisions)) throw new Error("no decisions");
    return found.decisions;
  }
  const [head, ...lines] = clean.split(/\r?\n/).filter(Boolean).map((line) => line.split("\t"));
  if (!head?.includes("id") || !head.includes("decision")) throw new Error("no decisions");
  return lines.map((line) => Object.fromEntries(head.map((name, at) => [name, uncell(line[at] ?? "")])));
}

function take(text) {
  let found;
  try {
    found = read(text);
  } catch {
    status(say("not_readable"));
    return;
  }
  const taken = new Map();
  let stale = 0;
  let unknown = 0;
  for (const value of found) {
    const one = sound(value);
    const id = value?.id;
    if (!one?.decision || !byFinding.has(id)) unknown += 1;
    else if (value.sentence && value.sentence !== told.findings[byFinding.get(id)].sentence) stale += 1;
    else taken.set(id, one);
  }
  if (taken.size) decide([...taken]);
  status(say("imported", { n: taken.size, stale, unknown }));
}

function download(name, type, text) {
  const link = page.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  page.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function exported(name, type, text) {
  download(name, type, text);
  const notes = Object.values(decisions).filter((one) => !one.decision).length;
  status(say("exported", { n: outgoing().length }), notes ? say("exported_notes", { n: notes }) : "");
}

function deliver() {
  const { text, count, left } = correctedText();
  const [, stem, ending] = /([^/\\]*?)(\.[^./\\]*)?$/.exec(told.path);
  const plain = /^\.(txt|md|markdown|html?)$/i.test(ending ?? "");
  download(`${stem || "text"}.corrected${plain ? ending : ".txt"}`, "text/plain", text);
  status(say("corrected_done", { n: count }), left ? say("corrected_left", { n: left }) : "");
}
