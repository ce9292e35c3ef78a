/* The calendar's months, made of the agenda's days; what an event is now is page.js's part.
   The fragment says what is shown: #month-2026-03, #agenda, #agenda-2026-03, #agenda-2026-03-12. */
(function () {
  "use strict";

  const { views, today, update, made, setText, WEEKDAYS, MONTHS } = window.vaultgen;
  const MOST = 4; // of a day's events a month shows so many
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const [title, grid, agenda, past, nothing] = all("#shown, [data-grid], [data-agenda], [data-past], [data-nothing]");
  const days = all(".day");
  const isOver = ({ dataset: { state } }) => state === "superseded" || state === "moot";
  const utc = (...parts) => new Date(Date.UTC(...parts));
  const keyOf = (date) => date.toISOString().slice(0, 10);
  const monthOf = (date) => "#month-" + keyOf(date).slice(0, 7);
  let drawn, told;

  function show(nowMs) {
    const [year, month, day] = today(nowMs);
    const here = utc(year, month - 1, day);
    const { hash } = location;
    const [, view, named] = /^#(month|agenda)-?(\d{4}-(?:0[1-9]|1[0-2]))?/.exec(hash) || [];
    const isMonth = view ? view === "month" : innerWidth > 703;
    const first = named ? new Date(named) : utc(year, month - 1);
    const turn = (by) => utc(first.getUTCFullYear(), first.getUTCMonth() + by);
    setText(title, isMonth ? MONTHS[first.getUTCMonth()] + " " + first.getUTCFullYear() : "Agenda");
    grid.hidden = !isMonth;
    agenda.hidden = isMonth;
    for (const link of all("[data-turn]")) {
      const by = Number(link.dataset.turn);
      link.href = monthOf(by ? turn(by) : here);
      link.hidden = !isMonth;
    }
    for (const link of all("[data-view]")) {
      link.href = link.dataset.view === "month" ? monthOf(first) : "#agenda";
      link.setAttribute("aria-current", (link.dataset.view === "month") === isMonth);
    }
    showDays(keyOf(here), Boolean(named));
    if (isMonth) draw(first, keyOf(here));
    const place = told !== hash && !isMonth && named && document.getElementById(hash.slice(1));
    told = hash;
    if (!place) return;
    place.tabIndex = -1;
    place.focus();
  }

  /** The agenda from today on, with what is overdue; all of it where the fragment names a month. */
  function showDays(here, whole) {
    for (const day of days) {
      const isPast = !whole && day.dataset.day < here;
      const events = all(".event", day);
      for (const event of events) event.hidden = isOver(event) || (isPast && event.dataset.state !== "overdue");
      day.hidden = events.every((event) => event.hidden);
      day.classList.toggle("is-today", day.dataset.day === here);
    }
    for (const month of all(".month")) month.hidden = all(".day", month).every((day) => day.hidden);
    nothing.hidden = days.some((day) => !day.hidden);
    past.hidden = whole || !days.some((day) => day.dataset.day < here);
    if (days[0]) past.href = "#agenda-" + days[0].dataset.day.slice(0, 7);
  }

  /** Draws a month, but not anew where it would look the same: the focus stays. */
  function draw(first, here) {
    const looks = [first, here, ...all(".event", agenda).map(isOver)].join();
    if (looks === drawn) return;
    drawn = looks;
    const from = WEEKDAYS.indexOf(grid.dataset.grid);
    const table = made("table", { className: "month-grid" });
    table.setAttribute("aria-labelledby", title.id);
    const head = table.createTHead().insertRow();
    const date = new Date(first);
    date.setUTCDate(1 - ((date.getUTCDay() - from + 7) % 7));
    for (let n = from; n < from + 7; n++) {
      const abbr = WEEKDAYS[n % 7];
      head.append(made("th", { scope: "col", abbr }, abbr.slice(0, 3)));
    }
    const body = table.createTBody();
    do {
      const week = body.insertRow();
      for (let n = 0; n < 7; n++) {
        fill(week.insertCell(), keyOf(date), here, monthOf(date) === monthOf(first));
        date.setUTCDate(date.getUTCDate() + 1);
      }
    } while (monthOf(date) === monthOf(first));
    grid.replaceChildren(table);
  }

  function fill(cell, key, here, isOfMonth) {
    const day = document.getElementById("agenda-" + key);
    const events = day ? all(".event", day).filter((event) => !isOver(event)) : [];
    const number = made(events.length ? "a" : "span", { className: "number" }, Number(key.slice(8)));
    if (key === here) number.setAttribute("aria-current", "date");
    if (!isOfMonth) cell.className = "other";
    cell.append(number);
    if (!events.length) return;
    number.href = "#" + day.id;
    number.setAttribute("aria-label", day.querySelector("time").textContent);
    const shown = events.length > MOST + 1 ? events.slice(0, MOST) : events;
    const list = made("ul", {}, ...shown.map((event) => event.cloneNode(true)));
    for (const event of list.children) event.hidden = false;
    cell.append(list);
    const more = events.length - shown.length;
    if (more) cell.append(made("a", { className: "event-rest", href: number.href }, more + " more"));
  }

  views.push(show);
  addEventListener("hashchange", update);
  addEventListener("keydown", (event) => {
    const turn = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const isOurs = !event.altKey && !event.ctrlKey && !event.metaKey && !event.target.closest("input, select");
    if (!turn || !isOurs || grid.hidden) return;
    location.hash = all('[data-turn="' + turn + '"]')[0].hash;
    update(); // at once: the next key may come before the event does
  });
})();
