// What the theme leaves out for those who read by keyboard or by ear; it makes its wrappers and buttons while one reads.
const mend = () => {
  // What is wider than the page is moved by the arrow keys, once it can be reached.
  document.querySelectorAll("pre > code:not([tabindex]), .md-typeset__scrollwrap:not([tabindex])").forEach((wide) => {
    wide.tabIndex = 0;
  });
  // Each button that copies comes in a landmark of its own, and none of them has a name.
  document.querySelectorAll("nav.md-code__nav:not([role])").forEach((nav) => {
    nav.setAttribute("role", "none");
    nav.querySelector("button")?.setAttribute("aria-label", "Copy");
  });
};
document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
mend();
new MutationObserver(mend).observe(document.body, { attributeFilter: ["tabindex"], childList: true, subtree: true });
