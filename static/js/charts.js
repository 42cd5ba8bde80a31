// Draws every [data-chart-url] from its JSON (chart_look.js says which), also those that arrive later, and again when
// the page turns dark or light. Where nothing is answered the table below the chart opens instead.
(() => {
  const drawn = new Map();

  const draw = (place) => {
    const { chart, canvas } = drawn.get(place);
    canvas.setOption(window.chartLook(chart), true);
  };
  const load = async (place) => {
    if (drawn.has(place) || place.dataset.loading) return;
    place.dataset.loading = "1";
    const answer = await fetch(place.dataset.chartUrl, {
      headers: { Accept: "application/json", "X-Background": "1" },
      credentials: "same-origin",
    });
    if (!answer.ok) {
      place.closest("figure")?.querySelector("details")?.setAttribute("open", "");
      place.hidden = true;
      return;
    }
    const canvas = window.echarts.init(place, null, { renderer: "canvas" });
    drawn.set(place, { chart: await answer.json(), canvas });
    new ResizeObserver(() => canvas.resize()).observe(place);
    draw(place);
    place.dataset.drawn = "1";
  };
  const all = () => document.querySelectorAll("[data-chart-url]").forEach(load);
  document.addEventListener("DOMContentLoaded", all);
  document.addEventListener("htmx:afterSwap", all);
  document.addEventListener("theme:changed", () => drawn.forEach((_, place) => draw(place)));
})();
