/* The pipeline: board or table, filtered and sorted. The choice stands in the address, so that going back,
   a bookmark and a reload bring it again: #view=table&q=acme&stage=final&sort=days&down=1 */
(function () {
  "use strict";

  const { one, all, setText, instant, views, update } = window.vaultgen;
  const NAMES = ["view", "q", "stage", "sort", "down"];

  const keys = {
    name: (row) => row.cells[0].textContent.trim(),
    stage: (row, stages) => stages.indexOf(row.dataset.stage),
    state: (row) => row.cells[2].textContent.trim(),
    days: (row) => Number(row.querySelector("[data-days]")?.dataset.days || -1),
    next: (row) => Number(row.querySelector("[data-next]").dataset.at || Infinity),
  };

  /** Each application stands in the stage of the last round that has begun. */
  function stand(nowMs) {
    for (const item of all("[data-stages]")) {
      const begun = JSON.parse(item.dataset.stages).filter(([start]) => instant(start) <= nowMs);
      const stage = begun.length ? begun[begun.length - 1][1] : "applied";
      if (item.dataset.stage === stage) continue;
      item.dataset.stage = stage;
      const column = item.matches(".card") && one('[data-column="' + stage + '"] .cards');
      if (column) column.append(item);
    }
  }

  function start() {
    const tools = one("[data-tools]");
    const table = one("[data-sortable]");
    if (!tools) return;
    const stages = [...tools.elements.stage.options].map((option) => option.value);
    const rows = table ? [...table.tBodies[0].rows] : [];
    const heads = table ? [...table.querySelectorAll("th[data-sort]")].map(withButton) : [];
    const closed = one("[data-closed]");
    let chosen = {};

    function read() {
      const found = new URLSearchParams(location.hash.slice(1));
      chosen = Object.fromEntries(NAMES.map((name) => [name, found.get(name) || ""]));
      tools.elements.view.value = chosen.view === "table" ? "table" : "board";
      if (tools.elements.q !== document.activeElement) tools.elements.q.value = chosen.q;
      tools.elements.stage.value = stages.includes(chosen.stage) ? chosen.stage : "";
      show();
    }

    function choose(changes) {
      Object.assign(chosen, changes);
      const kept = NAMES.filter((name) => chosen[name] && !(name === "view" && chosen.view === "board"));
      location.replace("#" + (new URLSearchParams(kept.map((name) => [name, chosen[name]])).toString() || "view=board"));
    }

    function show() {
      const words = chosen.q.toLowerCase().split(/\s+/).filter(Boolean);
      const stage = tools.elements.stage.value;
      const fits = (item) =>
        (!stage || item.dataset.stage === stage) && words.every((word) => item.dataset.words.includes(word));
      one("main").dataset.view = tools.elements.view.value;
      for (const item of all("[data-words]")) item.hidden = !fits(item);
      count();
      const isFiltered = words.length > 0 || Boolean(stage);
      setText(tools.querySelector("[data-shown]"), isFiltered ? rows.filter(fits).length + " of " + rows.length : "");
      if (closed && isFiltered) closed.open = Boolean(closed.querySelector("tr[data-words]:not([hidden])"));
      sort();
    }

    function count() {
      for (const column of all("[data-column]")) {
        const cards = column.querySelectorAll(".card:not([hidden])").length;
        setText(column.querySelector("[data-count]"), String(cards));
        const { column: key } = column.dataset;
        column.hidden = ![key, ""].includes(tools.elements.stage.value) || (key === "interview" && !cards);
      }
    }

    function sort() {
      const key = keys[chosen.sort];
      const turn = chosen.down ? -1 : 1;
      const value = (row) => key(row, stages);
      const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b) : a - b || 0);
      const wanted = key ? [...rows].sort((a, b) => turn * compare(value(a), value(b))) : rows;
      if (table && wanted.some((row, i) => row !== table.tBodies[0].rows[i])) table.tBodies[0].append(...wanted);
      for (const head of heads) {
        if (head.dataset.sort !== chosen.sort) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", chosen.down ? "descending" : "ascending");
      }
    }

    /** First up, then down, then as they were. */
    function withButton(head) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        const isSame = chosen.sort === head.dataset.sort;
        choose({ sort: isSame && chosen.down ? "" : head.dataset.sort, down: isSame && !chosen.down ? "1" : "" });
      });
      head.append(button);
      return head;
    }

    tools.addEventListener("submit", (event) => event.preventDefault());
    tools.addEventListener("input", () => {
      choose({ view: tools.elements.view.value, q: tools.elements.q.value.trim(), stage: tools.elements.stage.value });
    });
    addEventListener("hashchange", read);
    views.push((nowMs) => {
      stand(nowMs);
      read();
    });
    update();
  }

  document.addEventListener("DOMContentLoaded", start);
})();
