/* The words of the page, in the language that its reader chose. */
const naming = new Map(Object.entries(JSON.parse(byId("naming").textContent)));
const languages = Object.keys(texts);
const rightToLeft = new Set(["ar"]);
const listeners = [];
let language = languages[0];
/* The language that the page is in now: what the file is written in need not be written again. */
let spoken = languages[0];

/* Figures are those of the texts beside them, in every language. */
const shown = (value, how) => new Intl.NumberFormat(`${language}-u-nu-latn`, how).format(value);
const filled = (value) => (typeof value === "number" ? shown(value) : String(value));
const say = (name, values = {}) =>
  (texts[language][name] ?? name).replace(/\{(\w+)\}/g, (all, key) => (key in values ? filled(values[key]) : all));
const checkName = (check) => naming.get(check)?.[language][0] ?? check;

function put(root) {
  for (const one of root.querySelectorAll("[data-t]")) {
    one.textContent = say(one.dataset.t, one.dataset.v ? JSON.parse(one.dataset.v) : {});
  }
  for (const one of root.querySelectorAll("[data-check]")) {
    one.textContent = checkName(one.dataset.check) + (one.dataset.count ? ` (${one.dataset.count})` : "");
  }
  for (const one of root.querySelectorAll("[data-says]")) one.textContent = naming.get(one.dataset.says)?.[language][1] ?? "";
  const decimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  for (const one of root.querySelectorAll("[data-number]")) one.textContent = shown(Number(one.dataset.number), decimal);
  for (const one of root.querySelectorAll("[data-percent]")) one.textContent = shown(Number(one.dataset.percent), { style: "percent" });
  for (const one of root.querySelectorAll("[data-t-label]")) one.setAttribute("aria-label", say(one.dataset.tLabel));
}

function speak(code) {
  language = languages.includes(code) ? code : languages[0];
  const root = page.documentElement;
  root.lang = language;
  root.dir = rightToLeft.has(language) ? "rtl" : "ltr";
  if (language !== spoken) put(page);
  spoken = language;
  for (const side of ["source", "target", "reference"]) root.style.setProperty(`--label-${side}`, JSON.stringify(say(side)));
  for (const level of ["lowest", "low", "high"]) root.style.setProperty(`--level-${level}`, JSON.stringify(say(`level_${level}`)));
  root.style.setProperty("--label-alone", JSON.stringify(say("no_counterpart")));
  const names = new Intl.DisplayNames([language], { type: "language" });
  for (const one of page.querySelectorAll("[data-language]")) {
    try {
      one.textContent = `${names.of(one.dataset.language)} (${one.dataset.language})`;
    } catch {
      one.textContent = one.dataset.language;
    }
  }
  byId("language").value = language;
  for (const tell of listeners) tell();
}

function choose() {
  for (const one of page.querySelectorAll("[data-js]")) one.hidden = false;
  const offered = navigator.languages.map((tag) => tag.split("-")[0]).find((code) => languages.includes(code));
  speak(kept("checker:language") ?? offered ?? languages[0]);
  byId("language").addEventListener("change", (event) => {
    keep("checker:language", event.target.value);
    speak(event.target.value);
  });
}
