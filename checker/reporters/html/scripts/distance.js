/* The edits towards the reference are folded away; one button opens and closes all of them. */
const distances = [...page.querySelectorAll(".distance")];
const unfold = byId("distances");

unfold?.addEventListener("click", () => {
  const open = unfold.getAttribute("aria-pressed") !== "true";
  for (const one of distances) one.open = open;
  unfold.setAttribute("aria-pressed", String(open));
});
