function arrive() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && byId(id);
  if (!target) return;
  if (target.matches(".card")) go(Number(target.dataset.n));
  else {
    const row = target.closest(".row");
    if (row?.hidden) {
      unfilter();
      cleared();
      filter();
      row.hidden = false;
    }
    target.scrollIntoView({ block: target.matches(".page") ? "start" : "center" });
  }
}

for (const number of order) dress(cards[number]);
load();
listeners.push(() => {
  for (const mark of page.querySelectorAll(".cell mark[data-f]")) {
    const numbers = mark.dataset.f.split(" ").map(Number);
    mark.dataset.tag = numbers.map((number) => `${say(told.findings[number].severity)} #${number + 1}`).join(", ");
    mark.title = numbers.map((number) => `#${number + 1} ${checkName(told.findings[number].check)}`).join(", ");
  }
  for (const number of order) show(number);
  progress();
  filter();
});
choose();
byId("keys").checked = kept("checker:keys") !== "off";
byId("filters").open = matchMedia("(min-width: 64rem) and (min-height: 50rem)").matches;

byId("keys").addEventListener("change", (event) => keep("checker:keys", event.target.checked ? "on" : "off"));
byId("help").addEventListener("click", () => byId("help-dialog").showModal());
byId("undo").addEventListener("click", undo);
byId("previous").addEventListener("click", () => step(-1));
byId("next").addEventListener("click", () => step(1));
byId("export-json").addEventListener("click", () => exported("checker.decisions.json", "application/json", asJson()));
byId("export-tsv").addEventListener("click", () => exported("checker.decisions.tsv", "text/tab-separated-values", asTable()));
byId("corrected").addEventListener("click", deliver);
byId("import").addEventListener("click", () => byId("import-file").click());
byId("import-file").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (file) take(await file.text());
  event.target.value = "";
});
let search = 0;
byId("filter-form").addEventListener("submit", (event) => event.preventDefault());
byId("filter-form").addEventListener("input", () => {
  clearTimeout(search);
  search = setTimeout(filter, 80);
});
byId("filter-form").addEventListener("reset", cleared);
page.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-do]");
  const card = event.target.closest?.(".card");
  const mark = event.target.closest?.(".cell mark[data-f]");
  const tenth = event.target.closest?.(".histogram button");
  if (card) current = Number(card.dataset.n);
  if (button && card) act(Number(card.dataset.n), button.dataset.do);
  else if (mark && getSelection().isCollapsed) go(Number(mark.dataset.f.split(" ")[0]));
  else if (tenth) press(tenth);
});
page.addEventListener("focusin", (event) => {
  const card = event.target.closest?.(".card");
  if (card) current = Number(card.dataset.n);
  light(event.target);
});
page.addEventListener("pointerover", (event) => light(event.target));
page.addEventListener("keydown", typed);
byId("rail").addEventListener("click", jump);
addEventListener("scroll", follow, { passive: true });
addEventListener("resize", follow);
addEventListener("hashchange", arrive);
follow();
arrive();
