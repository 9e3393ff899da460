/* The strip beside the text: where one is, and the way to elsewhere. */
function rowAt(height) {
  return rows[Math.min(rows.length - 1, Math.max(0, Math.floor((height / innerHeight) * rows.length)))];
}

function jump(event) {
  const row = rowAt(event.clientY);
  if (!row) return;
  if (row.hidden) {
    cleared();
    unfilter();
    filter();
  }
  row.scrollIntoView({ block: "center" });
}

/* The first row whose end lies below a height of the window; hidden rows have no height and are passed over. */
function firstBelow(height) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    let at = (low + high) >> 1;
    while (at > low && rows[at].hidden) at -= 1;
    if (rows[at].hidden || rows[at].getBoundingClientRect().bottom <= height) low = Math.max(at + 1, ((low + high) >> 1) + 1);
    else high = at;
  }
  return low;
}

let waiting = false;

function follow() {
  if (waiting || !rows.length) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const view = byId("rail-view");
    const first = firstBelow(0);
    const last = Math.min(rows.length, firstBelow(innerHeight) + 1);
    view.hidden = first >= rows.length;
    view.style.top = `${(100 * first) / rows.length}vh`;
    view.style.height = `max(6px, ${(100 * (last - first)) / rows.length}vh)`;
  });
}
