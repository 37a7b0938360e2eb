"use strict";
// Search and sorting of the index. Without a script it is a list by articles; / focuses the words, Esc clears them.
// A pair is found by what stands in its name, or by how words begin in other names of its countries, in any language.
(() => {
  const form = document.getElementById("search");
  const body = document.querySelector("tbody");
  if (!form || !body) return;
  const words = document.getElementById("words");
  const heads = [...document.querySelectorAll("thead th")];
  const rows = [...body.rows];
  // As names are folded that the page brings: without capitals (ß is SS) and accents.
  const folded = (text) =>
    text.toUpperCase().toLowerCase().normalize("NFKD").replace(/[\p{M}.]/gu, "").replaceAll("’", "'");
  const known = JSON.parse(form.dataset.known);
  const texts = rows.map((row) => folded(row.dataset.names));
  const others = rows.map((row) => row.dataset.dyad.split("-").map((code) => known[code] ?? "").join(""));

  const apply = () => {
    const wanted = folded(words.value).split(/[\s–-]+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, at) => {
      row.hidden = !wanted.every((word) => texts[at].includes(word) || others[at].includes(` ${word}`));
      count += row.hidden ? 0 : 1;
    });
    form.querySelector("output").textContent = `${count} of ${rows.length} ${rows.length === 1 ? "pair" : "pairs"}`;
  };

  const sort = (at, down) => {
    const key = (row) => row.cells[at].dataset.value;
    const compare = at ? (one, other) => Number(key(one)) - Number(key(other)) : (one, other) => key(one).localeCompare(key(other));
    body.append(...[...rows].sort((one, other) => (down ? compare(other, one) : compare(one, other))));
    heads.forEach((head, n) => {
      if (n === at) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };

  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      sort(at, now ? now === "ascending" : at > 0); // numbers begin with the largest, names with A
    });
    head.replaceChildren(button);
  });
  heads[1].setAttribute("aria-sort", "descending");

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== words) {
      event.preventDefault();
      words.focus();
    } else if (event.key === "Escape") {
      form.reset();
    }
  });
  apply();
})();
