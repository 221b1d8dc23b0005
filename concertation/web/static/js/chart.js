/* Draws the table that data-chart names as a chart. The library is large, so it is fetched only when
   the chart comes into view, and not at all for those who ask their browser to save data. */
(() => {
  const place = document.querySelector("[data-chart]");
  if (!place || navigator.connection?.saveData) return;
  const table = document.querySelector(place.dataset.chart);

  const load = () => {
    const script = document.createElement("script");
    script.src = place.dataset.library;
    script.addEventListener("load", draw);
    document.head.append(script);
  };

  const draw = () => {
    const style = getComputedStyle(document.documentElement);
    const rtl = document.documentElement.dir === "rtl";
    const ink = style.getPropertyValue("--soft").trim();
    const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
    const rows = [...table.tBodies[0].rows];
    place.hidden = false;
    const chart = window.echarts.init(place, null, { renderer: "svg" });
    chart.setOption({
      animation: false,
      color: [style.getPropertyValue("--blue").trim(), "#e0a100"],
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
      legend: { [rtl ? "right" : "left"]: 0, top: 0, align: rtl ? "right" : "left", textStyle: { color: ink } },
      tooltip: { trigger: "axis", renderMode: "richText" },
      xAxis: {
        type: "category",
        data: rows.map((row) => row.cells[0].textContent),
        axisLabel: { color: ink, hideOverlap: true },
        axisTick: { show: false },
        inverse: rtl,
      },
      yAxis: { type: "value", position: rtl ? "right" : "left", minInterval: 1, axisLabel: { color: ink } },
      series: heads.map((name, at) => ({
        name,
        type: "bar",
        stack: "all",
        barMaxWidth: 34,
        data: rows.map((row) => Number(row.cells[at + 1].textContent)),
      })),
    });
    window.addEventListener("resize", () => chart.resize());
  };

  place.textContent = "\u00a0";
  new IntersectionObserver((entries, observer) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      observer.disconnect();
      place.textContent = "";
      load();
    }
  }, { rootMargin: "200px" }).observe(place);
})();
