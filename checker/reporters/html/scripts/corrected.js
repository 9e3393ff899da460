/* The target with what was decided. Offsets count code points, as the report does. */
let characters = null;

function points() {
  characters ??= Array.from(told.text);
  return characters;
}

/* What changes the text: [start, end, new text], in order and apart, and how many had to be left out. */
function changes() {
  const wanted = [];
  for (const [id, one] of Object.entries(decisions)) {
    const finding = told.findings[byFinding.get(id)];
    if (one.decision === "edit" && finding.region) {
      const [start, end] = finding.region;
      const missing = start === end;
      wanted.push([start, end, missing ? told.gap + one.text : one.text, 1, one.order]);
    } else if (one.decision === "accept" && finding.fix !== null) {
      wanted.push([...finding.span, finding.fix, 0, one.order]);
    }
  }
  /* What a person wrote goes before what was proposed, the later before the earlier. */
  wanted.sort((a, b) => b[3] - a[3] || b[4] - a[4]);
  const taken = [];
  let left = 0;
  for (const [start, end, text] of wanted) {
    if (taken.some(([s, e]) => start < e && s < end)) left += 1;
    else taken.push([start, end, text]);
  }
  taken.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return { taken, left };
}

function written(from, to, taken) {
  const all = points();
  const parts = [];
  let at = from;
  for (const [start, end, text] of taken) {
    if (start < from || end > to) continue;
    let until = start;
    /* Nothing stands where the words were: of the two spaces round them one stays. */
    if (text === "" && all[start - 1] === " " && all[end] === " " && start > at) until -= 1;
    parts.push(all.slice(at, until).join(""), text);
    at = end;
  }
  parts.push(all.slice(at, to).join(""));
  return parts.join("");
}

function correctedText() {
  const { taken, left } = changes();
  return { text: written(0, points().length, taken), count: taken.length, left };
}

/* What an editor begins with: the sentences of a finding as they read now, the fix of the finding done. */
function draft(number) {
  const finding = told.findings[number];
  const own = decisions[finding.id];
  if (own?.decision === "edit") return own.text;
  const [start, end] = finding.region;
  if (start === end) return "";
  const { taken } = changes();
  const same = taken.find(([s, e]) => s === start && e === end);
  const inside = same ? [same] : taken.filter(([s, e]) => s >= start && e <= end);
  const free = finding.fix !== null && !inside.some(([s, e]) => finding.span[0] < e && s < finding.span[1]);
  if (free) inside.push([...finding.span, finding.fix]);
  inside.sort((a, b) => a[0] - b[0]);
  return written(start, end, inside);
}
