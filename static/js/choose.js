// Ticks in a table: the box in the heading ticks all rows of the page, x ticks the row one stands on, shift a range.
(() => {
  const boxes = () => [...document.querySelectorAll("input[name=pick][type=checkbox]")];
  let last = null;
  const tell = () => {
    const all = boxes();
    const ticked = all.filter((box) => box.checked).length;
    document.querySelectorAll("[data-chosen]").forEach((out) => {
      out.textContent = ticked;
    });
    const head = document.querySelector("[data-choose-page]");
    if (head) {
      head.checked = ticked > 0 && ticked === all.length;
      head.indeterminate = ticked > 0 && ticked < all.length;
    }
  };
  document.addEventListener("click", (event) => {
    const box = event.target.closest("input[name=pick][type=checkbox]");
    if (event.target.closest("[data-choose-page]"))
      boxes().forEach((one) => {
        one.checked = event.target.checked;
      });
    if (box && event.shiftKey && last) {
      const all = boxes();
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      if (from >= 0)
        all.slice(from, to + 1).forEach((one) => {
          one.checked = box.checked;
        });
    }
    if (box) last = box;
    tell();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = document.activeElement.closest("tr[data-href]");
    const box = row && row.querySelector("input[name=pick]");
    if (!box || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    box.checked = !box.checked;
    last = box;
    tell();
  });
  document.addEventListener("htmx:afterSwap", tell);
})();
