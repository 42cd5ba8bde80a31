// What ECharts is given for a chart of ours, in the colours of the page: window.chartLook(chart), where chart is
// {type: line|bar|ranking|funnel, x: [...], unit, series: [{name, data, kind?, stack?, step?}], lines: [{name, value}]}.
// Values come as strings of exact decimals; here they are only drawn.
(() => {
  const chinese = document.documentElement.lang.startsWith("zh");
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
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
  const colours = ["--accent", "--due", "--ok", "--tier-private"];
  const marks = ["circle", "triangle", "rect", "diamond"];
  const dashes = ["solid", "dashed", "dotted", "solid"];
  const shape = (shapes, index) => shapes[(index + Math.floor(index / shapes.length)) % shapes.length];

  const categories = (chart, lying) => ({
    type: "category",
    data: chart.x,
    inverse: lying,
    axisLine: { lineStyle: { color: token("--line") } },
    axisTick: { show: false },
    axisLabel: { color: token("--muted"), hideOverlap: true },
  });
  const values = (chart, span) => ({
    type: "value",
    name: chart.unit || "",
    scale: chart.type === "line",
    nameTextStyle: { color: token("--muted"), align: "left" },
    splitLine: { lineStyle: { color: token("--line") } },
    axisLabel: { color: token("--muted"), hideOverlap: true, formatter: short },
    ...span,
  });
  const oneSeries = (chart, lying) => (one, index) => ({
    name: one.name,
    type: one.kind || (chart.type === "line" ? "line" : "bar"),
    data: one.data.map((number) => (number === null ? null : Number(number))),
    stack: one.stack,
    step: one.step,
    connectNulls: false,
    barMaxWidth: 26,
    symbol: shape(marks, index),
    symbolSize: one.data.length > 40 ? 0 : 5,
    lineStyle: { width: 2, type: shape(dashes, index) },
    label: { show: lying, position: "right", color: token("--ink"), formatter: (item) => short(item.value) },
  });
  const markLine = (lines, lying) => ({
    symbol: "none",
    silent: true,
    lineStyle: { color: token("--muted"), type: "dashed" },
    label: { color: token("--muted"), position: "insideEndTop", formatter: "{b}" },
    data: lines.map((one) => ({ name: one.name, [lying ? "xAxis" : "yAxis"]: one.value })),
  });

  // A line far from the data would flatten them: the axis takes in only those that lie near.
  const near = (bottom, top) => (one) => one.value <= top * 1.6 && one.value >= bottom * 0.5;
  const spanOf = (lines, bottom, top) => {
    const all = lines.map((one) => one.value).concat(bottom, top);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const step = 10 ** Math.floor(Math.log10(high - low || high || 1));
    return { min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step };
  };

  window.chartLook = (chart) => {
    const lying = chart.type === "ranking" || chart.type === "funnel";
    const series = (chart.series || []).map(oneSeries(chart, lying));
    const numbers = series.flatMap((one) => one.data).filter((number) => number !== null);
    const [bottom, top] = [Math.min(...numbers), Math.max(...numbers)];
    const given = (chart.lines || []).map((one) => ({ name: one.name, value: Number(one.value) }));
    const lines = chart.type === "line" ? given.filter(near(bottom, top)) : given;
    if (series.length && lines.length) series[0].markLine = markLine(lines, lying);
    const value = values(chart, chart.type === "line" && lines.length ? spanOf(lines, bottom, top) : {});
    const category = categories(chart, lying);
    return {
      color: colours.map(token),
      backgroundColor: "transparent",
      animation: false,
      textStyle: { fontFamily: token("--font"), color: token("--ink") },
      grid: { left: 8, right: lying ? 64 : 16, top: series.length > 1 ? 44 : 30, bottom: 4, containLabel: true },
      legend: { show: series.length > 1, top: 0, right: 0, textStyle: { color: token("--ink") }, itemWidth: 18 },
      tooltip: {
        trigger: "axis",
        backgroundColor: token("--paper"),
        borderColor: token("--line"),
        textStyle: { color: token("--ink") },
        valueFormatter: (number) => (Number.isFinite(number) ? plain(number) : "—"),
      },
      xAxis: lying ? value : category,
      yAxis: lying ? category : value,
      series,
    };
  };
})();
