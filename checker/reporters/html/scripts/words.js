/* The words of the page, in the language that its reader chose. */
const languages = Object.keys(texts);
const rightToLeft = new Set(["ar"]);
const listeners = [];
let language = languages[0];

const say = (name, values = {}) =>
  (texts[language][name] ?? name).replace(/\{(\w+)\}/g, (all, key) => (key in values ? String(values[key]) : all));

function put(root) {
  for (const one of root.querySelectorAll("[data-t]")) one.textContent = say(one.dataset.t);
  for (const one of root.querySelectorAll("[data-t-label]")) one.setAttribute("aria-label", say(one.dataset.tLabel));
}

function speak(code) {
  language = languages.includes(code) ? code : languages[0];
  const root = page.documentElement;
  root.lang = language;
  root.dir = rightToLeft.has(language) ? "rtl" : "ltr";
  put(page);
  for (const side of ["source", "target", "reference"]) root.style.setProperty(`--label-${side}`, JSON.stringify(say(side)));
  for (const level of ["lowest", "low", "high"]) root.style.setProperty(`--level-${level}`, JSON.stringify(say(`level_${level}`)));
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
