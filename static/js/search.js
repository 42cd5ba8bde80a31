// The search box by keyboard: / or Ctrl-K opens it, arrows choose, Enter opens, Escape closes. A word that is still being
// composed by an input method is not searched for, and an answer to another text than the one in the box is dropped.
(() => {
  const box = document.getElementById("search-box");
  if (!box) return;
  const results = document.getElementById("search-results");
  const said = document.getElementById("search-said");
  const help = document.getElementById("search-help");
  const hits = () => [...results.querySelectorAll("[role=option]")];
  const chosen = () => results.querySelector("[aria-selected=true]");

  let standing = null; // where the chosen hit leads: it stays chosen when a later answer has it too
  const choose = (hit) => {
    standing = hit && hit.getAttribute("href");
    hits().forEach((one) => one.setAttribute("aria-selected", String(one === hit)));
    if (!hit) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", hit.id);
    hit.scrollIntoView({ block: "nearest" });
  };
  const shown = () => {
    box.setAttribute("aria-expanded", String(hits().length > 0));
    choose(hits().find((one) => one.getAttribute("href") === standing) || null);
  };
  const close = () => {
    window.htmx.trigger(box, "htmx:abort");
    results.replaceChildren();
    said.textContent = "";
    shown();
  };
  // What may be typed, as long as nothing is; what was said of another text goes.
  const explain = () => {
    if (box.value.trim()) return hits().length || results.replaceChildren();
    close();
    results.append(help.content.cloneNode(true));
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const ctrlK = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (!ctrlK && (event.key !== "/" || typing)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // the keys choose characters
    if (event.key === "Escape") {
      event.preventDefault(); // else the browser empties the box
      close();
      box.blur();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const all = [null, ...hits()];
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      chosen().click();
    }
  });

  // Before htmx hears of it: letters of a word that is not written yet.
  document.addEventListener(
    "input",
    (event) => {
      if (event.target !== box) return;
      if (event.isComposing) event.stopPropagation();
      else explain();
    },
    true,
  );
  box.addEventListener("compositionend", () => box.dispatchEvent(new Event("input", { bubbles: true })));

  box.addEventListener("focus", explain);
  box.closest("form").addEventListener("focusout", (event) => {
    if (!event.relatedTarget || !event.relatedTarget.closest(".search")) close();
  });
  results.addEventListener("mousedown", (event) => event.preventDefault()); // a click is no leaving of the box

  const wanted = (event) =>
    document.activeElement === box && box.value.trim() && event.detail.requestConfig?.parameters.q === box.value;
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target === box && (document.activeElement !== box || !box.value.trim())) event.preventDefault();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === results && !wanted(event)) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== results) return;
    said.textContent = results.querySelector(".said")?.textContent.trim() || "";
    shown();
  });
})();
