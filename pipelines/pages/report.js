"use strict";
// Filters of the evidence list. Without a script the whole list is there; / focuses the words, Esc clears everything.
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const [words, outlet, originals, relational, shown] =
    ["words", "outlet", "originals", "relational", "shown"].map((id) => document.getElementById(id));
  const rows = [...document.querySelectorAll("#evidence > li")];
  const texts = rows.map((row) => row.textContent.toLowerCase());

  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, at) => {
      row.hidden = !(
        wanted.every((word) => texts[at].includes(word)) &&
        (!outlet.value || row.dataset.outlet === outlet.value) &&
        (!originals.checked || "original" in row.dataset) &&
        (!relational.checked || "relational" in row.dataset)
      );
      count += row.hidden ? 0 : 1;
    });
    shown.textContent = `${count} of ${rows.length} sentences`;
  };

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) {
      event.preventDefault();
      words.focus();
    } else if (event.key === "Escape") {
      form.reset();
    }
  });
  apply();
})();
