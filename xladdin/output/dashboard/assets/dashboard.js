"use strict";
(() => {
  const PAGE = 25;
  const PRINTED = 1000;
  const BLUE = "#3b6ea8";
  const GRADES = ["#2f855a", "#3b6ea8", "#d08a0b", "#b42318"];
  const GREY = "#9aa5b1";
  const at = (id) => document.getElementById(id);
  const data = JSON.parse(at("data").textContent);
  const state = { view: 0, query: "" };
  const words = () => state.query.toLowerCase().split(/[\s　]+/).filter(Boolean);
  const made = (tag, text = "", kind = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const figure = (text) => Number(text.replaceAll(",", ""));
  const gradeColour = (number) => (number === data.grades.length - 1 ? GREY : GRADES[Math.min(number, 3)]);

  // ---- tables ----------------------------------------------------------------------------------------------------
  // A line is [cells, views]; cells are numbers of texts. Sorting compares figures as numbers, everything else as text.
  class Grid {
    constructor(key, { columns, rows, views, foot, empty }) {
      Object.assign(this, { key, columns, foot, empty, page: 0, sorted: -1, falling: false });
      this.section = at(key);
      this.table = this.section.querySelector("table");
      this.lines = rows.map((cells, number) => {
        const shownIn = views[number];
        return {
          cells: cells.map((text) => data.texts[text]),
          shows: typeof shownIn === "number" ? (view) => !view || view === shownIn : (view) => shownIn.includes(view),
          text: null,
        };
      });
      const row = this.table.tHead.insertRow();
      this.heads = columns.map(([title, kind], column) => {
        const head = made("th", "", kind === "amount" || kind === "number" ? "number" : "");
        head.scope = "col";
        const button = made("button", title);
        button.type = "button";
        button.addEventListener("click", () => this.sort(column));
        head.append(button);
        row.append(head);
        return head;
      });
      this.find(".previous").addEventListener("click", () => this.turn(-1));
      this.find(".next").addEventListener("click", () => this.turn(1));
    }

    find(selector) { return this.section.querySelector(selector); }

    isFigure(column) { return ["amount", "number"].includes(this.columns[column][1]); }

    sort(column) {
      const first = this.isFigure(column);
      this.falling = this.sorted === column ? !this.falling : first;
      this.sorted = column;
      this.heads.forEach((head, number) => {
        if (number === column) head.setAttribute("aria-sort", this.falling ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      this.page = 0;
      this.draw();
    }

    order(lines) {
      if (this.sorted < 0) return lines;
      const column = this.sorted;
      const sign = this.falling ? -1 : 1;
      const compare = this.isFigure(column)
        ? (a, b) => sign * (figure(a) - figure(b))
        : (a, b) => sign * a.localeCompare(b, "zh-CN", { numeric: true });
      const blank = (text) => text === "" || text === "—";
      return [...lines].sort((a, b) => {
        const [one, other] = [a.cells[column], b.cells[column]];
        return blank(one) || blank(other) ? blank(one) - blank(other) : compare(one, other);
      });
    }

    choose() {
      const sought = words();
      const own = this.lines.filter((line) => line.shows(state.view));
      const matches = (line) => {
        line.text ??= line.cells.join(" ").toLowerCase();
        return sought.every((word) => line.text.includes(word));
      };
      this.shown = sought.length ? own.filter(matches) : own;
      this.own = own.length;
      this.page = 0;
      this.draw();
    }

    draw(printed = false) {
      const lines = this.order(this.shown);
      const pages = Math.max(1, Math.ceil(lines.length / PAGE));
      const some = printed ? lines.slice(0, PRINTED) : lines.slice(this.page * PAGE, (this.page + 1) * PAGE);
      const body = this.table.tBodies[0];
      body.replaceChildren(...some.map((line) => this.row(line.cells)));
      const foot = this.foot[state.view];
      this.table.tFoot.replaceChildren(...(foot && !words().length && lines.length ? [this.row(foot.map((text) => data.texts[text]), true)] : []));
      this.table.hidden = !lines.length;
      const cut = printed && lines.length > PRINTED ? `只打印前${PRINTED}行。` : "";
      this.find(".found").textContent = this.own === 0 ? this.empty
        : lines.length === this.own ? `共${this.own}行。${cut}` : `找到${lines.length}行（共${this.own}行）。${cut}`;
      this.find(".pager").hidden = pages === 1;
      this.find(".page").textContent = `第${this.page + 1}页，共${pages}页`;
      this.find(".previous").disabled = this.page === 0;
      this.find(".next").disabled = this.page === pages - 1;
    }

    row(cells, last = false) {
      const row = made("tr");
      cells.forEach((text, column) => {
        const kind = this.columns[column][1];
        const cell = made("td", "", this.isFigure(column) ? "number" : "");
        if (kind === "link" && text && !text.includes(`${data.part}/`)) {
          const link = made("a", text);
          link.href = data.base + text.split("/").map(encodeURIComponent).join("/");
          cell.append(link);
        } else if (kind === "department" && !last) {
          const link = made("a", text);
          link.href = address(text);
          cell.append(link);
        } else cell.textContent = text;
        row.append(cell);
      });
      return row;
    }

    turn(by) {
      this.page += by;
      this.draw();
      this.section.scrollIntoView();
    }
  }

  // ---- charts ----------------------------------------------------------------------------------------------------
  const charts = {};
  const numbers = {
    id: "numbers",
    afterDatasetsDraw(chart) {
      const labels = chart.options.labels;
      if (!labels) return;
      const { ctx } = chart;
      const upright = chart.options.indexAxis === "x";
      ctx.save();
      ctx.fillStyle = "#3e4c59";
      ctx.font = `12px ${getComputedStyle(document.body).fontFamily}`;
      ctx.textAlign = upright ? "center" : "left";
      ctx.textBaseline = upright ? "bottom" : "middle";
      chart.getDatasetMeta(0).data.forEach((bar, number) => {
        ctx.fillText(labels[number], upright ? bar.x : bar.x + 5, upright ? bar.y - 3 : bar.y);
      });
      ctx.restore();
    },
  };
  const common = { animation: false, responsive: true, maintainAspectRatio: false, devicePixelRatio: Math.max(2, window.devicePixelRatio || 1) };
  const short = (text) => (text.length > 14 ? `${text.slice(0, 13)}…` : text);

  function drawTable(key, heads, rows) {
    const table = at(`data-${key}`);
    const line = (tag, cells) => {
      const row = made("tr");
      row.append(...cells.map((text, column) => made(tag, String(text), column ? "number" : "")));
      return row;
    };
    const body = made("tbody");
    body.append(line("th", heads), ...rows.map((cells) => line("td", cells)));
    table.replaceChildren(body);
  }

  function replaceChart(key, settings) {
    charts[key]?.destroy();
    charts[key] = new Chart(at(`chart-${key}`), { ...settings, options: { ...common, ...settings.options }, plugins: [numbers] });
  }

  function drawBars(key, { labels, values, colours, shown, upright, names = labels, tips = shown, unit = "", choose = null }) {
    const along = upright ? "y" : "x";
    const across = upright ? "x" : "y";
    replaceChart(key, {
      type: "bar",
      data: { labels, datasets: [{ data: values, backgroundColor: colours, maxBarThickness: upright ? 44 : 20 }] },
      options: {
        indexAxis: across, labels: shown,
        layout: { padding: upright ? { top: 20 } : { right: 52 } },
        onClick: (_, [hit]) => hit && choose?.(names[hit.index]),
        scales: {
          [along]: { beginAtZero: true, ticks: { precision: 0 }, grid: { color: "#e8ecf0" }, border: { display: false } },
          [across]: { grid: { display: false }, ticks: { autoSkip: false } },
        },
        plugins: { legend: { display: false }, tooltip: { callbacks: {
          title: ([item]) => names[item.dataIndex], label: (item) => `${tips[item.dataIndex]}${unit}`,
        } } },
      },
    });
  }

  function drawCounts(key, labels, counts, colours) {
    const shown = counts.map((count) => (count ? String(count) : ""));
    drawBars(key, { labels, values: counts, colours, shown, tips: counts, unit: "张", upright: true });
    drawTable(key, ["", "表数"], labels.map((label, number) => [label, counts[number]]));
  }

  function drawRates({ title, note, rows }) {
    const names = rows.map(([name]) => name);
    const rates = rows.map(([, rate]) => rate);
    const tips = rows.map(([, rate, budget]) => `${rate}%，全年预算数${budget}万元`);
    at("figure-bars").querySelector("figcaption").textContent = title;
    at("note-bars").textContent = rows.length ? note : "没有可以计算的执行率。";
    const choose = state.view ? null : (name) => { location.hash = address(name); };
    drawBars("bars", { labels: names.map(short), names, values: rates.map(Number), shown: rates, tips, colours: BLUE, upright: false, choose });
    drawTable("bars", ["", "执行率%", "全年预算数"], rows);
  }

  function drawPoints(grid) {
    const column = (title) => grid.columns.findIndex(([name]) => name === title);
    const [rate, due, stated, grade, unit, project] = ["执行率%", "应得分", "自评得分", "等级", "实施单位", "项目名称"].map(column);
    const sets = data.grades.map((name, number) => ({ label: name, data: [], backgroundColor: `${gradeColour(number)}b0`, pointRadius: 3.5 }));
    let without = 0;
    for (const { cells } of grid.shown) {
      const score = cells[due] === "—" ? cells[stated] : cells[due];
      if (score === "—" || cells[rate] === "—") { without += 1; continue; }
      const found = data.grades.indexOf(cells[grade]);
      sets[found < 0 ? sets.length - 1 : found].data.push({ x: Number(cells[rate]), y: Number(score), cells, score });
    }
    at("note-points").textContent = `一点一张表${grid.shown.length < grid.own ? "，只画搜索到的" : ""}${without ? `；另有${without}张没有总分或执行率` : ""}。`;
    const axis = (text) => ({ title: { display: true, text }, grid: { color: "#e8ecf0" }, border: { display: false } });
    replaceChart("points", {
      type: "scatter",
      data: { datasets: sets.filter((set) => set.data.length) },
      options: {
        scales: { x: axis("执行率（%）"), y: axis("总分") },
        plugins: {
          legend: { position: "bottom", labels: { boxWidth: 12 } },
          tooltip: { callbacks: { label: ({ raw }) => `${raw.cells[unit]} ${raw.cells[project]}：总分${raw.score}，执行率${raw.cells[rate]}%` } },
        },
      },
    });
  }

  // ---- one department or all -------------------------------------------------------------------------------------
  // The address: #部门=…&搜索=…; any other leads to a place of the page.
  function address(name, query = "") {
    return `#部门=${encodeURIComponent(name)}${query ? `&搜索=${encodeURIComponent(query)}` : ""}`;
  }

  function show() {
    const view = data.views[state.view];
    at("scope").textContent = view.name;
    at("department").value = String(state.view);
    document.querySelectorAll(".tiles li").forEach((tile, number) => {
      const [value, unit, more] = view.tiles[number];
      tile.querySelector("b").textContent = value;
      tile.querySelector("i").textContent = unit;
      tile.querySelector(".more").textContent = more;
    });
    drawCounts("grades", data.grades, view.grades, data.grades.map((_, number) => gradeColour(number)));
    drawCounts("bands", data.bands, view.bands, data.bands.map((_, number) => (number === data.bands.length - 1 ? GREY : BLUE)));
    drawRates(view.bars);
    search();
  }

  function search() {
    Object.values(grids).forEach((grid) => grid.choose());
    drawPoints(grids.forms);
  }

  function remember() {
    const plain = !state.view && !state.query;
    const place = plain ? location.href.split("#")[0] : address(data.views[state.view].name, state.query);
    history.replaceState(null, "", place);
  }

  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };

  function follow() {
    const hash = decoded(location.hash.slice(1));
    if (!/^(部门|搜索)=/.test(hash)) return;
    const said = Object.fromEntries(location.hash.slice(1).split("&").map((part) => {
      const [name, ...text] = part.split("=");
      return [decoded(name), decoded(text.join("="))];
    }));
    state.view = Math.max(0, data.views.findIndex((view) => view.name === said["部门"]));
    state.query = said["搜索"] ?? "";
    at("q").value = state.query;
    show();
    if (document.documentElement.dataset.ready !== undefined) scrollTo(0, 0);
  }

  // ---- begin -----------------------------------------------------------------------------------------------------
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.color = "#3e4c59";
  const grids = Object.fromEntries(Object.entries(data.tables).map(([key, table]) => [key, new Grid(key, table)]));
  at("filter").hidden = false;
  at("filter").addEventListener("submit", (event) => event.preventDefault());
  at("filter").addEventListener("reset", () => setTimeout(() => {
    state.view = 0;
    state.query = "";
    remember();
    show();
  }));
  at("department").addEventListener("change", (event) => {
    state.view = Number(event.target.value);
    remember();
    show();
  });
  at("q").addEventListener("input", (event) => {
    state.query = event.target.value;
    remember();
    search();
  });
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", () => Object.values(grids).forEach((grid) => grid.draw(true)));
  window.addEventListener("afterprint", () => Object.values(grids).forEach((grid) => grid.draw()));
  show();
  follow();
  document.documentElement.dataset.ready = "";
})();
