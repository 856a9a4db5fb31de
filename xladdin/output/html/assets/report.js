"use strict";
(() => {
  const PAGE = 50;
  const COLOURS = {
    error: "#b42318", warning: "#d98e04", note: "#7b98b5", plain: "#4a78b0",
    return: "#b42318", confirm: "#d98e04", pass: "#3a8f63", unreadable: "#7b8794",
  };
  const at = (id) => document.getElementById(id);

  // ---- the list: read from the sections, so that nothing stands in the page twice -------------------------------
  const findings = [...document.querySelectorAll("#forms .findings li")].map((item) => {
    const form = item.closest(".form");
    const said = (name) => item.querySelector(`.${name}`)?.textContent ?? "";
    return {
      form, anchor: item.id, severity: item.dataset.severity, kind: item.className, code: item.dataset.code,
      place: item.dataset.place, unit: form.dataset.unit, project: form.dataset.project,
      department: form.dataset.department || "-", message: said("message"), change: said("do").replace(/^怎么改：/, ""),
      text: [...Object.values(form.dataset), item.textContent, item.dataset.place].join(" ").toLowerCase(),
    };
  });
  const fields = { severity: at("by-severity"), department: at("by-department"), code: at("by-code") };
  const query = at("q");
  let shown = findings;
  let page = 0;

  function search() {
    const words = query.value.toLowerCase().split(/[\s　]+/).filter(Boolean);
    shown = findings.filter((one) =>
      Object.entries(fields).every(([name, field]) => !field.value || one[name] === field.value) &&
      words.every((word) => one.text.includes(word)));
    const forms = new Set(shown.map((one) => one.form));
    document.querySelectorAll(".form").forEach((form) => { form.hidden = !forms.has(form); });
    page = 0;
    draw();
  }

  function cell(row, text, kind) {
    const made = row.insertCell();
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function link(text, anchor) {
    const made = document.createElement("a");
    made.href = `#${anchor}`;
    made.textContent = text;
    return made;
  }

  function draw(all = false) {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    const body = at("results").tBodies[0];
    body.replaceChildren();
    for (const one of all ? shown : shown.slice(page * PAGE, (page + 1) * PAGE)) {
      const row = body.insertRow();
      cell(row, one.severity, `level ${one.kind}`);
      const whose = cell(row, one.unit);
      const project = document.createElement("span");
      project.className = "project";
      project.textContent = one.project;
      whose.append(project);
      cell(row, "").append(link(one.place || "查看", one.anchor));
      cell(row, one.message);
      cell(row, one.change);
      cell(row, one.code);
    }
    at("results").hidden = !shown.length;
    at("found").textContent = shown.length === findings.length ? `共${findings.length}处问题。`
      : `找到${shown.length}处问题（共${findings.length}处）。`;
    at("pager").hidden = pages === 1;
    at("page").textContent = `第${page + 1}页，共${pages}页`;
    at("previous").disabled = page === 0;
    at("next").disabled = page === pages - 1;
  }

  function turn(by) {
    page += by;
    draw();
    at("list").focus({ preventScroll: true });
    at("list-title").scrollIntoView();
  }

  // ---- addresses: #q=… searches, any other opens the section it leads into --------------------------------------
  function follow() {
    const hash = location.hash.slice(1);
    if (hash.startsWith("q=")) {
      try { query.value = decodeURIComponent(hash.slice(2)); } catch { query.value = hash.slice(2); }
      search();
      return;
    }
    const target = hash && at(hash);
    if (!target) return;
    for (let around = target.closest("details"); around; around = around.parentElement.closest("details")) {
      around.hidden = false;
      around.open = true;
    }
    target.scrollIntoView({ block: target.matches("details") ? "start" : "center" });
    (target.matches("details") ? target.querySelector("summary") : target).focus({ preventScroll: true });
  }

  // ---- charts ----------------------------------------------------------------------------------------------------
  const numbers = {
    id: "numbers",
    afterDatasetsDraw(chart) {
      const { ctx, data } = chart;
      const upright = chart.options.indexAxis === "x";
      const totals = data.labels.map((_, bar) => data.datasets.reduce((sum, set) => sum + set.data[bar], 0));
      const last = chart.getDatasetMeta(data.datasets.length - 1).data;
      ctx.save();
      ctx.fillStyle = "#52606d";
      ctx.font = `12px ${getComputedStyle(document.body).fontFamily}`;
      ctx.textAlign = upright ? "center" : "left";
      ctx.textBaseline = upright ? "bottom" : "middle";
      last.forEach((bar, number) => {
        if (totals[number]) ctx.fillText(totals[number], upright ? bar.x : bar.x + 5, upright ? bar.y - 3 : bar.y);
      });
      ctx.restore();
    },
  };

  function drawChart(one) {
    const axis = one.upright ? "y" : "x";
    const other = one.upright ? "x" : "y";
    const stacked = one.series.length > 1;
    return new Chart(at(`chart-${one.key}`), {
      type: "bar",
      data: {
        labels: one.labels,
        datasets: one.series.map((series) => ({
          label: series.name, data: series.values, maxBarThickness: 26,
          backgroundColor: one.kinds.length ? one.kinds.map((kind) => COLOURS[kind]) : COLOURS[series.kind],
        })),
      },
      options: {
        indexAxis: other, animation: false, responsive: true, maintainAspectRatio: false,
        devicePixelRatio: Math.max(2, window.devicePixelRatio || 1),
        layout: { padding: one.upright ? { top: 18 } : { right: 34 } },
        scales: {
          [axis]: { beginAtZero: true, stacked, ticks: { precision: 0 }, grid: { color: "#e4e7eb" } },
          [other]: { stacked, grid: { display: false }, ticks: { autoSkip: false } },
        },
        plugins: {
          legend: { display: stacked, position: "bottom", labels: { boxWidth: 12 } },
          tooltip: { callbacks: {
            title: ([item]) => one.names[item.dataIndex],
            label: (item) => `${item.dataset.label}：${item.formattedValue}${stacked ? "处" : ""}`,
          } },
        },
      },
      plugins: [numbers],
    });
  }

  // ---- begin -----------------------------------------------------------------------------------------------------
  at("search").hidden = false;
  at("search").addEventListener("submit", (event) => event.preventDefault());
  at("search").addEventListener("reset", () => setTimeout(search));
  query.addEventListener("input", search);
  Object.values(fields).forEach((field) => field.addEventListener("change", search));
  at("previous").addEventListener("click", () => turn(-1));
  at("next").addEventListener("click", () => turn(1));
  window.addEventListener("hashchange", follow);
  search();

  const data = JSON.parse(at("chart-data").textContent);
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.color = "#3e4c59";
  data.forEach(drawChart);

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".form:not([open]):not([hidden]), #files details:not([open])")];
    opened.forEach((one) => { one.open = true; });
    draw(true);
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((one) => { one.open = false; });
    draw();
  });
  follow();
  document.documentElement.dataset.ready = "";
})();
