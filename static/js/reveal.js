// A revealed value leaves the screen by itself after the seconds that the server named.
(() => {
  const dialog = document.querySelector("#dialog");
  let timer;
  const wipe = () => {
    clearTimeout(timer);
    if (dialog.querySelector("[data-hide-after]")) dialog.replaceChildren();
    if (dialog.open) dialog.close();
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    const shown = event.detail.target === dialog && dialog.querySelector("[data-hide-after]");
    clearTimeout(timer);
    if (shown) timer = setTimeout(wipe, Number(shown.dataset.hideAfter) * 1000);
  });
  // Closing it earlier, leaving the page or coming back to it shows nothing either.
  dialog.addEventListener("close", () => {
    if (dialog.querySelector("[data-hide-after]")) wipe();
  });
  window.addEventListener("pagehide", wipe);
})();
