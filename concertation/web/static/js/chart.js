/* Draws the tables that data-chart names as charts: a bar for each row, in parts for each column of figures
   (those with data-series, else all but the first). data-lying draws the bars from side to side, for rows
   with long names. The library is large, so it is fetched only when a chart comes into view, and not at all
   for those who ask their browser to save data. */
(() => {
  const places = document.querySelectorAll("[data-chart]");
  if (navigator.connection?.saveData) return;
  const HEAD = 48, ROW = 34;

  const load = (place) => {
    if (window.echarts) return draw(place);
    const script = document.createElement("script");
    script.src = place.dataset.library;
    script.addEventListener("load", () => draw(place));
    document.head.append(script);
  };

  const number = (cell) => Number(cell.dataset.value ?? cell.textContent);

  const draw = (place) => {
    const table = document.querySelector(place.dataset.chart);
    const lying = "lying" in place.dataset;
    const style = getComputedStyle(document.documentElement);
    const rtl = document.documentElement.dir === "rtl";
    const ink = style.getPropertyValue("--soft").trim();
    const cells = [...table.tHead.rows[0].cells];
    const marked = cells.filter((cell) => "series" in cell.dataset);
    const heads = marked.length ? marked : cells.slice(1);
    const rows = [...table.tBodies[0].rows];
    if (lying) place.style.blockSize = `${HEAD + ROW * (rows.length + 1)}px`;
    const names = {
      type: "category",
      data: rows.map((row) => row.cells[0].textContent.trim()),
      axisLabel: { color: ink, hideOverlap: true },
      axisTick: { show: false },
      inverse: lying || rtl,
      position: lying && rtl ? "right" : undefined,
    };
    const figures = {
      type: "value",
      minInterval: 1,
      axisLabel: { color: ink },
      inverse: lying && rtl,
      position: !lying && rtl ? "right" : undefined,
    };
    if (lying) {
      const compact = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact" });
      figures.axisLabel.formatter = (value) => compact.format(value);
    }
    place.hidden = false;
    const chart = window.echarts.init(place, null, { renderer: "svg" });
    chart.setOption({
      animation: false,
      color: [style.getPropertyValue("--blue").trim(), "#e0a100"],
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 8, right: lying ? 28 : 8, top: 36, bottom: 4, containLabel: true },
      legend: { [rtl ? "right" : "left"]: 0, top: 0, align: rtl ? "right" : "left", textStyle: { color: ink } },
      tooltip: { trigger: "axis", renderMode: "richText" },
      xAxis: lying ? figures : names,
      yAxis: lying ? names : figures,
      series: heads.map((head) => ({
        name: head.textContent,
        type: "bar",
        stack: "all",
        barMaxWidth: lying ? 22 : 34,
        data: rows.map((row) => number(row.cells[head.cellIndex])),
      })),
    });
    window.addEventListener("resize", () => chart.resize());
  };

  for (const place of places) {
    place.textContent = "\u00a0";
    new IntersectionObserver((entries, observer) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        observer.disconnect();
        place.textContent = "";
        load(place);
      }
    }, { rootMargin: "200px" }).observe(place);
  }
})();
