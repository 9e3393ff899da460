/* Each finding has buttons, a form when it is needed, and says what was decided. */
function dress(card) {
  card.append(byId("actions").content.cloneNode(true));
}

function show(number) {
  const card = cards[number];
  const finding = told.findings[number];
  const one = decisions[finding.id];
  const done = Boolean(one?.decision);
  card.classList.toggle("done", done);
  const accept = card.querySelector('[data-do="accept"] .what');
  accept.textContent = say(finding.fix === null ? "confirm" : "accept_fix");
  card.querySelector('[data-do="edit"]').hidden = !finding.region;
  card.querySelector('[data-do="reopen"]').hidden = !done;
  const line = card.querySelector(".decision");
  line.hidden = !one;
  if (one) {
    const name = { accept: finding.fix === null ? "did_confirm" : "did_accept", edit: "did_edit", dismiss: "did_dismiss", "": "did_note" }[one.decision];
    line.querySelector(".what").textContent = say(name);
    const text = line.querySelector(".new");
    const flagged = card.querySelector("bdi[lang]");
    text.textContent = one.decision === "edit" ? one.text : "";
    text.lang = page.querySelector(".cell.target")?.lang ?? "";
    text.dir = page.querySelector(".cell.target")?.dir || flagged?.dir || "auto";
    const known = texts[language][`reason_${one.reason.replaceAll("-", "_")}`];
    line.querySelector(".because").textContent = one.decision === "dismiss" ? (known ?? one.reason) : "";
    line.querySelector(".note").textContent = one.note ? `— ${one.note}` : "";
  }
  for (const mark of marksOf(number)) {
    mark.classList.toggle("done", mark.dataset.f.split(" ").every((other) => isDecided(Number(other))));
  }
}

function marksOf(number) {
  const row = cards[number].closest(".row");
  const near = row ? [row.previousElementSibling, row, row.nextElementSibling] : rows;
  return near.flatMap((one) => (one ? [...one.querySelectorAll(`mark[data-f~="${number}"]`)] : []));
}

function progress() {
  const all = told.findings.length;
  const count = told.findings.reduce((sum, _, number) => sum + Number(isDecided(number)), 0);
  byId("progress").value = all ? count : 1;
  byId("decided").textContent = all ? say("progress", { n: count, all }) : say("no_findings");
  const complete = all > 0 && count === all;
  byId("complete").hidden = !complete;
  page.documentElement.classList.toggle("complete", complete);
  byId("undo").disabled = past.length === 0;
}

function close(card, focus = true) {
  card.querySelector(".decide")?.remove();
  card.querySelector(".actions").hidden = false;
  if (focus) card.focus({ preventScroll: true });
}

function ask(number, what) {
  const card = cards[number];
  const finding = told.findings[number];
  if (what === "edit" && !finding.region) {
    status(say("no_place"));
    return;
  }
  close(card, false);
  const piece = byId("form").content.cloneNode(true);
  put(piece);
  const form = piece.querySelector("form");
  const own = decisions[finding.id];
  const { text, reason, note } = form.elements;
  form.querySelector(".for-edit").hidden = what !== "edit";
  form.querySelector(".for-dismiss").hidden = what !== "dismiss";
  if (what === "edit") {
    const cell = page.querySelector(".cell.target");
    text.value = draft(number);
    text.lang = cell?.lang ?? "";
    text.dir = cell?.dir || "auto";
  }
  if (own?.decision === "dismiss") reason.value = own.reason;
  note.value = own?.note ?? "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const change = { decision: what, note: note.value.trim() };
    if (what === "edit") change.text = text.value;
    if (what === "dismiss") change.reason = reason.value;
    if (what === "comment") Object.assign(change, { decision: "", ...own, note: note.value.trim() });
    close(card);
    const empty = change.decision === "" && !change.note;
    if (!empty || own) decide([[finding.id, empty ? null : change]]);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(card);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  card.querySelector(".actions").hidden = true;
  card.append(form);
  (what === "edit" ? text : what === "dismiss" ? reason : note).focus();
}

function act(number, what) {
  const finding = told.findings[number];
  const note = decisions[finding.id]?.note ?? "";
  if (what === "accept") decide([[finding.id, { decision: "accept", note }]]);
  else if (what === "reopen") decide([[finding.id, null]]);
  else if (what === "cancel") close(cards[number]);
  else ask(number, what);
}

/* What belongs together is shown together: a finding, its words, and its evidence. */
let lit = [];

function light(node) {
  const numbers = numbersAt(node);
  const row = node.closest?.(".row");
  const sentence = sentenceAt(node);
  for (const one of lit) one.classList.remove("lit");
  lit = [];
  if (sentence) lit.push(sentence);
  if (row) for (const number of numbers) lit.push(...row.querySelectorAll(`[data-f~="${number}"], [data-e~="${number}"]`));
  for (const one of lit) one.classList.add("lit");
}

/* A sentence is lit by its number. */
function sentenceAt(node) {
  const link = node.closest?.('.scores a[href^="#s"]');
  return link ? byId(link.getAttribute("href").slice(1)) : null;
}

function numbersAt(node) {
  const mark = node.closest?.("mark[data-f]");
  if (mark) return mark.dataset.f.split(" ").map(Number);
  const evidence = node.closest?.("[data-e]");
  if (evidence) return evidence.dataset.e.split(" ").map(Number);
  const card = node.closest?.(".card");
  return card ? [Number(card.dataset.n)] : [];
}
