const page = document;
const texts = JSON.parse(page.getElementById("texts").textContent);
const byId = (id) => page.getElementById(id);

/* What a browser keeps; it may refuse. */
function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}
