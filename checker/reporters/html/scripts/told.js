const page = document;
const told = JSON.parse(page.getElementById("told").textContent);
const texts = JSON.parse(page.getElementById("texts").textContent);
const byId = (id) => page.getElementById(id);
const rows = [...page.querySelectorAll(".row")];
const cards = [];
for (const card of page.querySelectorAll(".card")) cards[Number(card.dataset.n)] = card;
const byFinding = new Map(told.findings.map((finding, number) => [finding.id, number]));
/* In the order in which they stand on the page, not in which they were found. */
const order = [...page.querySelectorAll(".card")].map((card) => Number(card.dataset.n));
