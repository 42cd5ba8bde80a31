// Draws every [data-chart-url] from JSON: {type: line|bar|ranking|funnel, x: [...], unit, series: [{name, data, kind?, stack?}],
// lines: [{name, value}], money: bool}. Values come as strings of exact decimals; here they are only drawn.
(() => {
  const chinese = document.documentElement.lang.startsWith("zh");
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const drawn = new Map();
  const plain = (value) => Number(value).toLocaleString(chinese ? "zh-CN" : "en-GB", { maximumFractionDigits: 2 });
  const short = (value) => {
    const size = Math.abs(value);
    if (chinese && size >= 1e8) return `${plain(value / 1e8)}亿`;
    if (chinese && size >= 1e4) return `${plain(value / 1e4)}万`;
    if (!chinese && size >= 1e6) return `${plain(value / 1e6)}m`;
    return !chinese && size >= 1e4 ? `${plain(value / 1e3)}k` : plain(value);
  };
  // Told apart without colour too: a line carries its own dashes and mark. The second four lines have other dashes
  // and marks than the first four of the same colour.
  const marks = ["circle", "triangle", "rect", "diamond"];
  const dashes = ["solid", "dashed", "dotted", "solid"];
  const shape = (shapes, index) => shapes[(index + Math.floor(index / shapes.length)) % shapes.length];

  const option = (chart) => {
    const ink = token("--ink"), muted = token("--muted"), line = token("--line"), accent = token("--accent");
    const lying = chart.type === "ranking" || chart.type === "funnel";
    const colours = [accent, token("--due"), token("--ok"), token("--tier-private")];
    const category = { type: "category", data: chart.x, inverse: lying, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: muted, hideOverlap: true } };
    const value = { type: "value", name: chart.unit || "", scale: chart.type === "line", nameTextStyle: { color: muted, align: "left" }, splitLine: { lineStyle: { color: line } }, axisLabel: { color: muted, hideOverlap: true, formatter: short } };
    const series = (chart.series || []).map((one, index) => ({
      name: one.name,
      type: one.kind || (chart.type === "line" ? "line" : "bar"),
      data: one.data.map((number) => (number === null ? null : Number(number))),
      stack: one.stack, step: one.step, connectNulls: false, barMaxWidth: 26,
      symbol: shape(marks, index), symbolSize: one.data.length > 40 ? 0 : 5,
      lineStyle: { width: 2, type: shape(dashes, index) },
      label: lying ? { show: true, position: "right", color: ink, formatter: (item) => short(item.value) } : undefined,
      markLine: index || !chart.lines || !chart.lines.length ? undefined : {
        symbol: "none", silent: true,
        lineStyle: { color: muted, type: "dashed" },
        label: { color: muted, position: "insideEndTop", formatter: "{b}" },
        data: chart.lines.map((one) => ({ name: one.name, [lying ? "xAxis" : "yAxis"]: Number(one.value) })),
      },
    }));
    // A line far from the data would flatten them: the axis takes in only those that lie near.
    const numbers = series.flatMap((one) => one.data).filter((number) => number !== null);
    const top = Math.max(...numbers), bottom = Math.min(...numbers);
    if (series[0]?.markLine && chart.type === "line") {
      series[0].markLine.data = series[0].markLine.data.filter((one) => one.yAxis <= top * 1.6 && one.yAxis >= bottom * 0.5);
      const near = series[0].markLine.data.map((one) => one.yAxis);
      if (near.length) {
        const low = Math.min(bottom, ...near), high = Math.max(top, ...near);
        const step = 10 ** Math.floor(Math.log10(high - low || high || 1));
        Object.assign(value, { min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step });
      }
    }
    return {
      color: colours, backgroundColor: "transparent", animation: false,
      textStyle: { fontFamily: token("--font"), color: ink },
      grid: { left: 8, right: lying ? 64 : 16, top: series.length > 1 ? 44 : 30, bottom: 4, containLabel: true },
      legend: { show: series.length > 1, top: 0, right: 0, textStyle: { color: ink }, itemWidth: 18 },
      tooltip: { trigger: "axis", backgroundColor: token("--paper"), borderColor: line, textStyle: { color: ink }, valueFormatter: (number) => (number === null || number === undefined ? "—" : plain(number)) },
      xAxis: lying ? value : category, yAxis: lying ? category : value, series,
    };
  };

  const draw = (place) => {
    const { chart, canvas } = drawn.get(place);
    canvas.setOption(option(chart), true);
  };
  const load = async (place) => {
    if (drawn.has(place) || place.dataset.loading) return;
    place.dataset.loading = "1";
    const answer = await fetch(place.dataset.chartUrl, { headers: { Accept: "application/json", "X-Background": "1" }, credentials: "same-origin" });
    if (!answer.ok) { place.closest("figure")?.querySelector("details")?.setAttribute("open", ""); place.hidden = true; return; }
    const canvas = echarts.init(place, null, { renderer: "canvas" });
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
