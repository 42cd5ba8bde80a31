// Follows the system's light or dark unless the person chose one. Runs before the first paint.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (root.dataset.theme === "auto") {
      root.dataset.bsTheme = dark.matches ? "dark" : "light";
      document.dispatchEvent(new Event("theme:changed"));
    }
  };
  follow();
  dark.addEventListener("change", follow);
})();
