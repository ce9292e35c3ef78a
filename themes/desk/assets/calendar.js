/* The calendar's months, made of the agenda's days; what an event is now is page.js's part.
   The fragment says what is shown: #month-2026-03, #agenda, #agenda-2026-03, #agenda-2026-03-12. */
(function () {
  "use strict";

  const { views, today, update, made, WEEKDAYS, MONTHS } = window.vaultgen;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const [title, grid, agenda, earlier, nothing] = all("#shown, [data-grid], [data-agenda], [data-earlier], [data-nothing]");
  const days = all("[data-day]");
  const byDay = new Map(days.map((day) => [day.dataset.day, day]));
  const is = (event, ...states) => states.includes(event.dataset.state);
  const keyOf = (date) => date.toISOString().slice(0, 10);
  let drawn, told;

  function show(nowMs) {
    const [year, ofYear, ofMonth] = today(nowMs);
    const here = keyOf(new Date(Date.UTC(year, ofYear - 1, ofMonth)));
    const [, view = innerWidth < 704 ? "agenda" : "month", month, day = ""] =
      /^#(month|agenda)(?:-(\d{4}-(?:0[1-9]|1[0-2]))(-\d\d)?)?$/.exec(location.hash) || [];
    const isMonth = view === "month";
    const shown = month || here.slice(0, 7);
    const first = new Date(shown + "-01");
    const words = isMonth ? MONTHS[first.getUTCMonth()] + " " + shown.slice(0, 4) : "Agenda";
    if (title.textContent !== words) title.textContent = words;
    grid.hidden = !isMonth;
    agenda.hidden = isMonth;
    for (const link of all("[data-view]")) {
      link.href = "#" + link.dataset.view + (link.dataset.view === "month" ? "-" + shown : "");
      link.setAttribute("aria-current", link.dataset.view === view);
    }
    for (const link of all("[data-turn]")) {
      link.hidden = !isMonth;
      const turn = new Date(first);
      turn.setUTCMonth(turn.getUTCMonth() + Number(link.dataset.turn));
      link.href = "#month-" + (link.dataset.turn === "0" ? here : keyOf(turn)).slice(0, 7);
    }
    showDays(here, Boolean(month));
    if (isMonth) draw(first, here);
    else if (month && told !== location.hash) goTo(document.getElementById("agenda-" + month + day));
    told = location.hash;
  }

  /** The agenda from today on, with what is overdue; all of it where the fragment names a month. */
  function showDays(here, whole) {
    for (const day of days) {
      const events = all(".event", day);
      const isPast = day.dataset.day < here;
      for (const event of events)
        event.hidden = is(event, "superseded", "moot") || (isPast && !whole && !is(event, "overdue"));
      day.hidden = events.every((event) => event.hidden);
      day.classList.toggle("is-today", day.dataset.day === here);
    }
    for (const month of all(".month")) month.hidden = all(".day", month).every((day) => day.hidden);
    nothing.hidden = days.some((day) => !day.hidden);
    earlier.hidden = !days.length || days[0].dataset.day >= here;
    earlier.textContent = whole ? "Only from today on" : "Show what is past";
    earlier.href = whole || earlier.hidden ? "#agenda" : "#agenda-" + days[0].dataset.day.slice(0, 7);
  }

  function goTo(place) {
    if (!place) return;
    place.tabIndex = -1;
    place.focus();
    place.scrollIntoView();
  }

  /** Draws a month, but not anew where it would look the same: the focus stays. */
  function draw(first, here) {
    const looks = keyOf(first) + here + all(".event", agenda).map((event) => event.dataset.state);
    if (looks === drawn) return;
    drawn = looks;
    const month = first.getUTCMonth();
    const from = WEEKDAYS.indexOf(grid.dataset.grid);
    const table = made("table", { className: "month-grid" });
    table.setAttribute("aria-labelledby", title.id);
    const head = table.createTHead().insertRow();
    for (let n = 0; n < 7; n++) {
      const name = WEEKDAYS[(from + n) % 7];
      head.append(made("th", { scope: "col", abbr: name }, name.slice(0, 3)));
    }
    const date = new Date(first);
    date.setUTCDate(1 - ((date.getUTCDay() - from + 7) % 7));
    const body = table.createTBody();
    do {
      const week = body.insertRow();
      for (let n = 0; n < 7; n++, date.setUTCDate(date.getUTCDate() + 1))
        fill(week.insertCell(), keyOf(date), here, date.getUTCMonth() === month);
    } while (date.getUTCMonth() === month);
    grid.replaceChildren(table);
  }

  function fill(cell, key, here, isOfMonth) {
    const day = byDay.get(key);
    const events = day ? all(".event", day).filter((event) => !is(event, "superseded", "moot")) : [];
    const number = made(events.length ? "a" : "span", { className: "number" }, Number(key.slice(8)));
    if (key === here) number.setAttribute("aria-current", "date");
    if (!isOfMonth) cell.className = "other";
    cell.append(number);
    if (!events.length) return;
    number.href = "#" + day.id;
    number.setAttribute("aria-label", day.querySelector("time").textContent);
    const list = made("ul", {}, ...events.map((event) => event.cloneNode(true)));
    for (const event of list.children) event.hidden = false;
    cell.append(list);
  }

  views.push(show);
  addEventListener("hashchange", update);
  addEventListener("keydown", (event) => {
    const turn = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!turn || modified || grid.hidden || event.target.closest("input, dialog")) return;
    location.hash = all('[data-turn="' + turn + '"]')[0].hash;
  });
})();
