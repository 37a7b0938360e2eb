"use strict";
// Filters of evidence, figures and acts, and the articles or acts behind a bar. Without a script all of it is there, in full.
// / focuses the words of the evidence, Esc clears every filter.
(() => {
  const wordsOf = (input) => input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const severalOf = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  // Of a list that the page has only the first rows of, these are not all there are.
  const shownOf = (form, rows, noun) => {
    const all = severalOf(rows.length, noun);
    return `${rows.filter((row) => !row.hidden).length} of ${"more" in form.dataset ? `the ${all} listed` : all}`;
  };

  // What is looked for may stand in the part of a list that is folded, of which not all is shown then.
  const unfold = (form, rows) => {
    const rest = form.parentElement.querySelector(".rest");
    if (!rest) return;
    const some = rows.some((row) => row.hidden);
    rest.open ||= some;
    rest.firstElementChild.hidden = some;
  };
  // Calls apply() whenever a field of the form changes, and now.
  const filter = (form, apply) => {
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  };

  const evidence = document.getElementById("filters");
  if (evidence) {
    const [words, outlet, originals, relational, shown] =
      ["words", "outlet", "originals", "relational", "shown"].map((id) => document.getElementById(id));
    const rows = [...document.querySelectorAll("#evidence li")];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    filter(evidence, () => {
      const wanted = wordsOf(words);
      rows.forEach((row, at) => {
        row.hidden = !(
          wanted.every((word) => texts[at].includes(word)) &&
          (!outlet.value || row.dataset.outlet === outlet.value) &&
          (!originals.checked || "original" in row.dataset) &&
          (!relational.checked || "relational" in row.dataset)
        );
      });
      unfold(evidence, rows);
      shown.textContent = shownOf(evidence, rows, "sentence");
    });
  }

  const measured = document.getElementById("figure-filters");
  if (measured) {
    const [words, ...chosen] = ["figure-words", "kind", "year", "state"].map((id) => document.getElementById(id));
    const passages = [...document.querySelectorAll(".figures > li")];
    const figures = [...document.querySelectorAll(".figure")];
    filter(measured, () => {
      const wanted = wordsOf(words);
      for (const figure of figures) {
        const text = (figure.textContent + " " + figure.parentElement.querySelector("blockquote").textContent).toLowerCase();
        figure.hidden = !(
          wanted.every((word) => text.includes(word)) &&
          chosen.every((field) => !field?.value || figure.dataset[field.id] === field.value)
        );
      }
      for (const passage of passages) passage.hidden = !passage.querySelector(".figure:not([hidden])");
      unfold(measured, figures);
      measured.querySelector("output").textContent = shownOf(measured, figures, "figure");
    });
  }

  // The period that is looked at stands in the address, so that a link to it can be passed on.
  const barsOf = (section) => [...document.querySelectorAll(`#${section} g[data-period]`)];
  const periodIn = (mark) => location.hash.startsWith(`#${mark}`) && /^[0-9-]+$/.exec(location.hash.slice(mark.length + 1))?.[0];
  const nameOf = (section, period, by) => {
    const row = document.querySelector(`#${section} tr[data-period="${period}"]`);
    return [`${by} of ${row ? row.cells[0].textContent : period}`, row];
  };
  const choose = (section, period) => {
    barsOf(section).forEach((bar) => { bar.classList.toggle("chosen", bar.dataset.period === period); });
  };
  const clickable = (section, mark) => {
    document.getElementById(section).classList.add("clickable");
    barsOf(section).forEach((bar) => bar.addEventListener("click", () => { location.hash = mark + bar.dataset.period; }));
  };

  const acts = document.getElementById("act-filters");
  if (acts) {
    const [words, kind] = ["act-words", "act-class"].map((id) => document.getElementById(id));
    const rows = [...document.querySelectorAll("#act-list li")];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const apply = () => {
      const wanted = wordsOf(words), period = periodIn("acts-on-");
      const inPeriod = (row) => !period || row.dataset.period === period;
      rows.forEach((row, at) => {
        row.hidden = !(
          inPeriod(row) && wanted.every((word) => texts[at].includes(word)) && (!kind.value || row.dataset.class === kind.value)
        );
      });
      choose("acts", period);
      unfold(acts, rows);
      const [of] = nameOf("acts", period, acts.dataset.by);
      const among = period ? ` of the ${of}` : "";
      const elsewhere = period && !rows.some(inPeriod) && "more" in acts.dataset ? "; this page has the newest alone" : "";
      acts.querySelector("output").textContent = `${shownOf(acts, rows, "act")}${among}${elsewhere}`;
    };
    filter(acts, apply);
    acts.addEventListener("reset", () => { if (periodIn("acts-on-")) location.hash = "acts"; });
    window.addEventListener("hashchange", () => {
      apply();
      if (periodIn("acts-on-")) acts.scrollIntoView();
    });
    clickable("acts", "acts-on-");
  }

  const counted = document.getElementById("counted");
  if (counted) {
    const form = counted.querySelector("form");
    const groups = [...counted.querySelectorAll(".group")];
    const look = () => {
      const period = periodIn("on-");
      groups.forEach((group) => { group.hidden = Boolean(period) && group.id !== `on-${period}`; });
      choose("coverage", period);
      form.hidden = !period;
      if (!period) return;
      const group = groups.find((one) => !one.hidden);
      const found = group ? group.querySelectorAll("li").length : 0;
      const [of, row] = nameOf("coverage", period, counted.dataset.by);
      if (!group && "all" in counted.dataset) {
        const link = row?.querySelector("a");
        if (link) return void location.assign(link.href);
      }
      const none = "more" in counted.dataset ? `None of the ${of} is on this page, which has the newest` : `No article of the ${of}`;
      form.querySelector("output").textContent = group ? `${severalOf(found, "article")} of the ${of}` : none;
      counted.open = true;
      counted.scrollIntoView();
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => { location.hash = "counted"; });
    window.addEventListener("hashchange", look);
    clickable("coverage", "on-");
    look();
  }

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && evidence) {
      event.preventDefault();
      document.getElementById("words").focus();
    } else if (event.key === "Escape") {
      [evidence, measured, acts].forEach((form) => form?.reset());
    }
  });
})();
