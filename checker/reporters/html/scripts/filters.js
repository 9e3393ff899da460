/* Which rows are shown. */
const bins = new Set();
const searched = new Array(rows.length);

function wanted() {
  const form = byId("filter-form");
  return {
    severities: new Set([...form.querySelectorAll('[name="severity"]:checked')].map((box) => box.value)),
    check: byId("check").value === "" ? null : told.checks[Number(byId("check").value)],
    state: byId("state").value,
    flagged: byId("only-flagged").checked,
    words: byId("search").value.trim().toLocaleLowerCase().normalize("NFKC"),
  };
}

function fits(number, want) {
  const finding = told.findings[number];
  if (want.severities.size && !want.severities.has(finding.severity)) return false;
  if (want.check !== null && finding.check !== want.check) return false;
  if (want.state === "open" && isDecided(number)) return false;
  return !(want.state === "decided" && !isDecided(number));
}

function filter() {
  const want = wanted();
  const byFindings = want.severities.size > 0 || want.check !== null || want.state !== "" || want.flagged;
  let count = 0;
  rows.forEach((row, at) => {
    const [tenths, findings] = told.rows[at];
    let shown = !bins.size || tenths.some((tenth) => bins.has(tenth));
    if (shown && byFindings) shown = findings.some((number) => fits(number, want));
    if (shown && want.words) {
      searched[at] ??= row.textContent.toLocaleLowerCase().normalize("NFKC");
      shown = searched[at].includes(want.words);
    }
    if (row.hidden === shown) row.hidden = !shown;
    if (shown) count += 1;
    if (shown && findings.length) for (const number of findings) cards[number].hidden = byFindings && !fits(number, want);
  });
  for (const card of page.querySelectorAll(".loose .card")) card.hidden = byFindings && !fits(Number(card.dataset.n), want);
  byId("shown").textContent = say("shown", { n: count, all: rows.length });
  byId("nothing").hidden = count > 0 || rows.length === 0;
}

function unfilter() {
  byId("filter-form").reset();
}

function cleared() {
  bins.clear();
  for (const button of page.querySelectorAll(".histogram button")) button.setAttribute("aria-pressed", "false");
  setTimeout(filter, 0);
}

function press(button) {
  const tenth = Number(button.dataset.bin);
  if (bins.has(tenth)) bins.delete(tenth);
  else bins.add(tenth);
  button.setAttribute("aria-pressed", String(bins.has(tenth)));
  filter();
}
