const told = JSON.parse(byId("told").textContent);
const rows = [...page.querySelectorAll(".row")];
const cards = [];
for (const card of page.querySelectorAll(".card")) cards[Number(card.dataset.n)] = card;
const byFinding = new Map(told.findings.map((finding, number) => [finding.id, number]));
/* In the order in which they stand on the page, not in which they were found. */
const order = [...page.querySelectorAll(".card")].map((card) => Number(card.dataset.n));

function status(...sentences) {
  byId("status").textContent = sentences.filter(Boolean).join(" ");
}
