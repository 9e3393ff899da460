/* The way through the findings without a mouse. The keys can be switched off (WCAG 2.1.4). */
let current = -1;

function go(number) {
  const card = cards[number];
  const row = card.closest(".row");
  if (card.hidden || row?.hidden) {
    unfilter();
    cleared();
    filter();
    card.hidden = false;
    if (row) row.hidden = false;
  }
  current = number;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "center" });
}

function step(by) {
  const shown = order.filter((number) => !cards[number].hidden && !cards[number].closest(".row")?.hidden);
  if (!shown.length) return;
  const at = shown.indexOf(current);
  const near = at >= 0 ? at + by : by > 0 ? nextFrom(shown) : shown.length - 1;
  go(shown[Math.min(shown.length - 1, Math.max(0, near))]);
}

/* Nothing was chosen yet: the first finding that is not above the window. */
function nextFrom(shown) {
  const at = shown.findIndex((number) => cards[number].getBoundingClientRect().bottom > 0);
  return at < 0 ? 0 : at;
}

/* Letters by their place where a keyboard types no Latin ones. */
function named(event) {
  if (event.key === "\u061F") return "?";
  if (/^[a-z/?]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
}

function typed(event) {
  if (!byId("keys").checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target;
  if (target.closest?.("textarea, select, dialog, input:not([type=checkbox])")) {
    if (event.key === "Escape" && target.id === "search") target.blur();
    return;
  }
  const acts = { a: "accept", e: "edit", d: "dismiss", c: "comment" };
  const key = named(event);
  if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "u") undo();
  else if (key === "?") byId("help-dialog").showModal();
  else if (key === "/") {
    byId("filters").open = true;
    byId("search").focus();
  } else if (acts[key] && current >= 0) {
    act(current, acts[key]);
    if (key === "a") step(1);
  } else return;
  event.preventDefault();
}
