/* A page built yesterday must not lie today. Pages hold absolute instants; this script works out,
   from the clock, what they mean now: states, "in 3 hours", and which list a card belongs in.

   The first three functions are the twins of Python's `state`, `interview_state` and
   `distance_words`; one table of cases tests both. `data/built.js` has set `window.vaultgen.built`. */
(function () {
  "use strict";

  const vaultgen = (window.vaultgen = window.vaultgen || {});

  const one = (selector) => document.querySelector(selector);
  const all = (selector) => document.querySelectorAll(selector);

  // The rules.

  /** What a follow-up is at an instant. */
  function followUpState(followUp, nowMs) {
    if (followUp.sent) return "sent";
    if (followUp.skipped) return "skipped";
    if (followUp.closes && instant(followUp.closes.at) <= nowMs) return followUp.closes.as;
    if (nowMs < instant(followUp.opens)) return "upcoming";
    return nowMs <= instant(followUp.due) ? "due" : "overdue";
  }

  /** What an interview is at an instant; its `follow_ups` are those that are neither sent nor skipped. */
  function interviewState(course, nowMs) {
    if (course.closes && instant(course.closes) <= nowMs) return "closed";
    if (nowMs < instant(course.end)) return "scheduled";
    if (course.silent && instant(course.silent) <= nowMs) return "silent";
    // What an interview left open can be remembered for three days.
    if (course.gaps && nowMs < instant(course.end) + 2592e5) return "debrief";
    const isOpen = (f) => instant(f.opens) <= nowMs && !(f.closes && instant(f.closes) <= nowMs);
    return course.follow_ups.some(isOpen) ? "follow-up" : "waiting";
  }

  /** `in 3 hours`, `2 days ago`. */
  function distanceWords(iso, nowMs) {
    const seconds = (instant(iso) - nowMs) / 1000;
    return seconds > 0 ? "in " + lengthWords(seconds) : lengthWords(-seconds) + " ago";
  }

  // From how many minutes on a unit is used, its name, and its size in minutes.
  const UNITS = [
    [525600, "year", 525600],
    [86400, "month", 43200],
    [2880, "day", 1440],
    [60, "hour", 60],
    [1, "minute", 1],
  ];

  function lengthWords(seconds) {
    const minutes = Math.floor(seconds / 60);
    const unit = UNITS.find(([atLeast]) => minutes >= atLeast);
    if (!unit) return "less than a minute";
    // Twelve times thirty days are no year yet.
    const count = unit[1] === "month" ? Math.min(Math.floor(minutes / unit[2]), 11) : Math.floor(minutes / unit[2]);
    return count + " " + unit[1] + (count === 1 ? "" : "s");
  }

  /** An RFC 3339 instant in milliseconds; the offset may have seconds, as zones had long ago. */
  function instant(iso) {
    const odd = /^(.+([+-])\d\d:\d\d):(\d\d)$/.exec(/[+-]\d\d:\d\d:\d\d$/.test(iso) ? iso : "");
    if (!odd) return Date.parse(iso);
    return Date.parse(odd[1]) - Number(odd[2] + odd[3]) * 1000;
  }

  // The clock: the real one, or that of the build when the page is shown as of then.

  const AS_OF = "#as-of-build";
  const OLD_HOURS = 36;
  const root = document.documentElement;
  const built = vaultgen.built ? instant(vaultgen.built) : NaN;
  let asOf = location.hash === AS_OF || (vaultgen.asOf === "build" && location.hash !== "#top");

  const clock = () => (asOf ? built : Date.now());

  /** Banners show by these classes, which stand before anything is painted: nothing jumps. */
  function setClasses() {
    root.classList.add("js");
    root.classList.toggle("as-of", asOf);
    root.classList.toggle("old", Date.now() - built > OLD_HOURS * 3600000);
  }

  /** Another fragment (a footnote, the skip link) leaves the mode as it is. */
  function followHash() {
    if (location.hash === AS_OF) asOf = true;
    else if (location.hash === "#top") asOf = false;
    else if (location.hash === "") asOf = vaultgen.asOf === "build";
    else return;
    setClasses();
    markLinks();
    update();
  }

  /** While the site is shown as of the build, its own links say so too. */
  function markLinks() {
    for (const link of all("a[href]")) {
      const href = link.getAttribute("href");
      const path = href.split("#")[0];
      if (!path.endsWith(".html") || /^[a-z][a-z0-9+.-]*:/i.test(href)) continue;
      if (asOf && !href.includes("#")) link.setAttribute("href", path + AS_OF);
      if (!asOf && href.endsWith(AS_OF)) link.setAttribute("href", path);
    }
  }

  // Words.

  const STATES = {
    sent: "Sent",
    skipped: "Skipped",
    superseded: "Superseded",
    moot: "Not needed",
    lapsed: "Lapsed",
    scheduled: "Scheduled",
    debrief: "Write it down",
    "follow-up": "Follow up",
    waiting: "Waiting",
    silent: "No word",
    closed: "Closed",
  };
  const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
  const MONTHS =
    "January February March April May June July August September October November December".split(" ");

  const weekday = (date) => WEEKDAYS[date.getUTCDay()];
  const dayWords = (date) => weekday(date) + " " + date.getUTCDate() + " " + MONTHS[date.getUTCMonth()];

  /** The time on the reader's wall, or on that of the build, as if it were UTC. */
  function local(ms) {
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(vaultgen.built) || [];
    const ahead = asOf && sign ? Number(sign + 1) * (hours * 60 + Number(minutes)) : -new Date(ms).getTimezoneOffset();
    return new Date(ms + ahead * 60000);
  }

  /** How many midnights lie between now and an instant, or a day that has no hour. */
  function daysUntil(iso, nowMs) {
    const day = (date) => Math.floor(date / 86400000);
    return day(iso.length > 10 ? local(instant(iso)) : new Date(iso)) - day(local(nowMs));
  }

  /** `today`, `tomorrow`, `Friday`, `27 March`; the year only where it is another one. */
  function dayName(iso, nowMs) {
    const days = daysUntil(iso, nowMs);
    const date = iso.length > 10 ? local(instant(iso)) : new Date(iso);
    if (days >= -1 && days <= 1) return ["yesterday", "today", "tomorrow"][days + 1];
    if (days > 1 && days < 7) return weekday(date);
    const year = date.getUTCFullYear();
    const words = date.getUTCDate() + " " + MONTHS[date.getUTCMonth()];
    return year === local(nowMs).getUTCFullYear() ? words : words + " " + year;
  }

  const time = (iso) => local(instant(iso)).toISOString().slice(11, 16);

  /** `by 16:30 today`, `by Friday 17:30`, `by 27 March`. */
  function byWords(iso, nowMs) {
    const name = dayName(iso, nowMs);
    if (name === "today" || name === "tomorrow") return "by " + time(iso) + " " + name;
    return "by " + name + (WEEKDAYS.includes(name) ? " " + time(iso) : "");
  }

  /** `Send Friday 08:30`. */
  const sendWords = (iso, nowMs) => "Send " + dayName(iso, nowMs) + " " + time(iso);

  /** What a follow-up's state comes to: until when, how late, when to send it. */
  function followUpWords(data, state, nowMs) {
    if (state === "due") return byWords(data.due, nowMs);
    if (state === "overdue") return lengthWords((nowMs - instant(data.due)) / 1000) + " late";
    return state === "upcoming" ? sendWords(data.best || data.due, nowMs) : STATES[state];
  }

  function interviewWords(data, state, nowMs) {
    if (state === "waiting" && data.decides && daysUntil(data.decides, nowMs) >= 0) return "They decide by " + dayName(data.decides, nowMs);
    if (state === "silent" && data.since) return "No word since " + dayName(data.since, nowMs);
    if (state === "scheduled" && data.card) {
      const words = dayName(data.start, nowMs) + ("untimed" in data ? "" : " " + time(data.start));
      return words[0].toUpperCase() + words.slice(1);
    }
    return (state === "closed" && data.closedWord) || STATES[state];
  }

  /** `Friday 6 March 2026 at 17:00`, in the instant's own zone. */
  function momentWords(iso) {
    const [year, month, day, hour, minute] = iso.match(/\d+/g);
    return dayWords(new Date(Date.UTC(year, month - 1, day))) + " " + year + " at " + hour + ":" + minute;
  }

  function interviewDistance(data, nowMs) {
    if (nowMs < instant(data.start)) return distanceWords(data.start, nowMs);
    return nowMs < instant(data.end) ? "now" : distanceWords(data.end, nowMs);
  }

  // Every element that holds instants shows what they mean now.

  function paintFollowUp(element, nowMs) {
    const data = element.dataset;
    const state = followUpState(
      {
        opens: data.opens,
        due: data.due,
        sent: data.settled === "sent",
        skipped: data.settled === "skipped",
        closes: data.closes ? { at: data.closes, as: data.closesAs } : null,
      },
      nowMs,
    );
    const words = followUpWords(data, state, nowMs);
    const hasBadge = element.querySelector("[data-badge]");
    show(element, state, hasBadge || data.settled ? "" : words, data.settled ? null : words);
  }

  function paintInterview(element, nowMs) {
    const data = element.dataset;
    const course = {
      end: data.end,
      closes: data.closes || null,
      silent: data.silent || null,
      gaps: Number(data.gaps),
      follow_ups: JSON.parse(data.followUps),
    };
    const state = interviewState(course, nowMs);
    const isOn = state === "scheduled" && instant(data.start) <= nowMs;
    const word = isOn ? "Taking place" : interviewWords(data, state, nowMs);
    show(element, state, interviewDistance(data, nowMs), word);
  }

  /** Only what has changed is touched: a screen reader and a selection are left in peace. */
  function show(element, state, distance, word) {
    if (element.dataset.state !== state) element.dataset.state = state;
    const badge = element.querySelector("[data-badge]");
    if (badge && word !== null) {
      badge.dataset.state = state;
      setText(badge, word);
    }
    const countdown = element.querySelector("[data-countdown]");
    if (countdown) setText(countdown, distance);
  }

  function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  /** A new element with properties and children, for the scripts of pages. */
  function made(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // Today: each card in its list, each list in order.

  const LAPSE = 30 * 86400000; // what has been overdue for longer nags no more
  const WEEK = 7;
  const isOpen = (card) => card.dataset.state === "due" || card.dataset.state === "overdue";
  const isAhead = (card, nowMs) =>
    card.dataset.start ? instant(card.dataset.start) > nowMs : card.dataset.state === "upcoming";
  const starts = (card) => instant(card.dataset.start || card.dataset.opens);
  const byStart = (a, b) => starts(a) - starts(b) || compare(a.dataset.id, b.dataset.id);
  const byDue = (a, b) => instant(a.dataset.due) - instant(b.dataset.due) || compare(a.dataset.id, b.dataset.id);
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  function arrangeToday(nowMs) {
    const lists = Object.fromEntries([...all("[data-list]")].map((list) => [list.dataset.list, list]));
    if (!lists.now) return;
    const placed = [...all("[data-card]")].map((card) => [card, ...place(card, nowMs)]);
    placed.sort((a, b) => a[2] - b[2] || compare(a[0].dataset.id, b[0].dataset.id));
    const cardsOf = (name) => placed.filter((row) => row[1] === name).map(([card]) => card);
    for (const name of ["soon", "now", "late", "week"]) fill(lists[name], cardsOf(name), name === "week" ? cardsOf("") : []);
    const rest = JSON.parse(one("[data-rest]").dataset.rest); // opens, due, closes, lapses
    const minute = nowMs / 60000;
    const isPast = ([, due, closes, lapses]) => nowMs - due * 60000 > LAPSE || (lapses && closes <= minute);
    const open = rest.filter((row) => row[0] <= minute && (!(row[2] <= minute) || row[3]));
    count("rest", open.filter((row) => !isPast(row)).length);
    const past = [...all(".step[data-due]")].filter((step) => isOld(step, nowMs)).length;
    const older = one("[data-older]");
    count("older", Number(older.dataset.older) + past + open.filter(isPast).length);
    const nothing = one("[data-nothing]");
    if (nothing) nothing.hidden = ["soon", "now", "late"].some((name) => cardsOf(name).length) || Boolean(one(".offers"));
  }

  const isOld = (step, nowMs) =>
    step.dataset.state === "lapsed" || (step.dataset.state === "overdue" && nowMs - instant(step.dataset.due) > LAPSE);

  /** The list that a card is in now, and its place there. */
  function place(card, nowMs) {
    const { start, end } = card.dataset;
    const days = start ? daysUntil(start, nowMs) : 0;
    if (card.dataset.card === "meeting")
      return [instant(end) <= nowMs || days >= WEEK ? "" : days <= 1 ? "soon" : "week", instant(start)];
    if (card.dataset.card === "decision") return [days >= 0 && days < WEEK ? "week" : "", new Date(start + "T00:00").getTime()];
    const steps = [...card.querySelectorAll(".step")].filter((step) => showStep(card, step, nowMs));
    const times = (state, time) => steps.filter((step) => step.dataset.state === state).map(time);
    const due = (step) => instant(step.dataset.due);
    const inTime = [...times("due", due), ...times("debrief", (step) => instant(step.dataset.freshUntil))];
    const late = times("overdue", (step) => -due(step));
    const week = times("upcoming", (step) => instant(step.dataset.opens));
    const [name, found] = [["now", inTime], ["late", late], ["week", week], ["", [0]]].find(([, some]) => some.length);
    return [name, Math.min(...found)];
  }

  /** Shows a message or a debrief where it is one now; a late thank-you goes into the letter to the same person. */
  function showStep(card, step, nowMs) {
    const { state, opens } = step.dataset;
    const letter = card.querySelector('[data-takes-in="' + CSS.escape(step.dataset.id) + '"]');
    const taken = step.querySelector("[data-taken]");
    const thanks = taken && card.querySelector('[data-id="' + CSS.escape(step.dataset.takesIn) + '"]');
    if (taken) taken.hidden = !(thanks && thanks.dataset.state === "overdue");
    const isTaken = letter && state === "overdue" && isOpen(letter);
    const isShown = step.matches(".gaps")
      ? state === "debrief" && nowMs < instant(step.dataset.freshUntil)
      : (isOpen(step) && !isOld(step, nowMs) && !isTaken) || (state === "upcoming" && instant(card.dataset.end) <= nowMs && daysUntil(opens, nowMs) < WEEK);
    step.hidden = !isShown;
    return isShown;
  }

  /** Puts cards into a list: `shown` in order, then `hidden`. The focus stays where it is. */
  function fill(list, shown, hidden) {
    const wanted = [...shown, ...hidden];
    for (const card of shown) card.hidden = false;
    for (const card of hidden) card.hidden = true;
    const section = list.closest("[data-section]");
    if (section) section.hidden = shown.length === 0;
    if (wanted.length === list.children.length && wanted.every((card, i) => card === list.children[i])) return;
    const focused = document.activeElement;
    list.append(...wanted);
    if (focused && focused !== document.activeElement && list.contains(focused)) focused.focus({ preventScroll: true });
  }

  function count(name, number) {
    one("[data-" + name + "]").hidden = number === 0;
    setText(one("[data-" + name + "-count]"), String(number));
  }

  // An application: the one step that is next, and how long it has stood where it stands.

  /** What is due first, else what comes first. */
  function showNextStep(cell, nowMs) {
    const steps = [...cell.children];
    const open = steps.filter((step) => step.dataset.due && isOpen(step)).sort(byDue);
    const ahead = steps.filter((step) => isAhead(step, nowMs)).sort(byStart);
    const next = open[0] || ahead[0];
    for (const step of steps) step.hidden = step !== next;
    cell.dataset.at = next ? String(instant(next.dataset.due || next.dataset.start)) : "";
    if (next && next.dataset.start) setText(next.querySelector("[data-countdown]"), distanceWords(next.dataset.start, nowMs));
  }

  /** By the calendar: what was yesterday evening is one day ago. A round that is still to come has not begun. */
  function showDays(place, nowMs) {
    const moves = JSON.parse(place.dataset.moves);
    const last = moves[moves.length - 1];
    const isAhead = nowMs < instant(last);
    const days = isAhead ? -1 : -daysUntil(last, nowMs);
    place.dataset.days = String(days);
    setText(place, isAhead ? "begins " + distanceWords(last, nowMs) : days === 0 ? "since today" : days + (days === 1 ? " day" : " days"));
  }

  // All of it, now and whenever the clock may have moved.

  const views = [];

  function update() {
    const nowMs = clock();
    all("[data-follow-up]").forEach((element) => paintFollowUp(element, nowMs));
    all("[data-interview]").forEach((element) => paintInterview(element, nowMs));
    for (const round of all("[data-begins]"))
      round.dataset.state = nowMs < instant(round.dataset.begins) ? "scheduled" : "held";
    arrangeToday(nowMs);
    paintWords(nowMs);
    all("[data-next]").forEach((cell) => showNextStep(cell, nowMs));
    all("[data-moves]").forEach((place) => showDays(place, nowMs));
    paintDates(nowMs);
    for (const part of all("[data-from]")) part.hidden = nowMs < instant(part.dataset.from);
    for (const part of all("[data-until]")) part.hidden = instant(part.dataset.until) <= nowMs;
    for (const view of views) view(nowMs);
  }

  /** Days in words of today, and what was done on it. */
  function paintWords(nowMs) {
    for (const place of all("[data-day]")) if (place.matches("time")) setText(place, dayName(place.dateTime, nowMs));
    for (const place of all("[data-send]")) setText(place, sendWords(place.dataset.send, nowMs));
    for (const place of all("[data-answer-by]")) {
      const { answerBy } = place.dataset;
      setText(place, (daysUntil(answerBy, nowMs) < 0 ? "they asked for it by " : "by ") + dayName(answerBy, nowMs));
    }
    for (const item of all("[data-sent]")) item.hidden = daysUntil(item.dataset.sent, nowMs) !== 0;
    const done = one(".done");
    if (done) done.hidden = !done.querySelector("li:not([hidden])");
    const year = local(nowMs).getUTCFullYear();
    if (year === told) return;
    told = year;
    for (const place of all("time:not([data-day])")) {
      place.dataset.full ||= place.textContent;
      setText(place, place.dataset.full.replace(" " + year, ""));
    }
  }

  let told;

  /** The day that it is for the reader, or that of the build: year, month, day. */
  const today = (nowMs) => local(nowMs).toISOString().slice(0, 10).split("-").map(Number);

  /** Today's date: at the head of the dashboard, and on a letter that is not sent yet. */
  function paintDates(nowMs) {
    const [year, month, day] = today(nowMs);
    const heading = one("[data-today]");
    const letter = one("[data-date]");
    if (heading) setText(heading, asOf ? momentWords(vaultgen.built) : dayWords(local(nowMs)));
    const words = MONTHS[month - 1];
    const monthFirst = letter && letter.dataset.date === "month-first";
    if (letter) setText(letter, monthFirst ? `${words} ${day}, ${year}` : `${day} ${words} ${year}`);
  }

  function begin() {
    for (const place of all("[data-built-words]")) setText(place, momentWords(vaultgen.built));
    markLinks();
    linkNotes();
    chooseMode();
    update();
    setInterval(tick, 30000);
    if (location.hash === "#print") setTimeout(() => print());
  }

  /** Obsidian opens a note by its place on the disk, which is known where the site lies in its place in the vault. */
  function linkNotes() {
    const script = one('script[src$="data/built.js"]');
    const served = one("script[data-folder]"); // by vaultgen itself, which says from where
    const isFile = location.protocol === "file:" && script;
    const site = served ? served.dataset.folder : isFile ? decodeURIComponent(new URL("..", script.src).pathname) : "";
    const place = "/" + vaultgen.place + "/";
    if (!site.endsWith(place)) return;
    const folder = site.slice(0, 1 - place.length);
    for (const link of all("[data-note]")) {
      const path = (folder + link.dataset.note).replace(/^\/([A-Za-z]:\/)/, "$1");
      link.href = "obsidian://open?path=" + encodeURIComponent(path);
      link.hidden = false;
    }
  }

  // Light or dark: as the system says, until somebody chooses. A browser may refuse to remember.

  function remembered(name, value) {
    try {
      if (value === undefined) return localStorage.getItem(name) || "";
      localStorage.setItem(name, value);
    } catch {
      return "";
    }
  }

  function setMode(mode) {
    if (mode) root.dataset.mode = mode;
    else delete root.dataset.mode;
  }

  function chooseMode() {
    const choice = one("[data-mode]:not(html)");
    choice.value = root.dataset.mode || "";
    choice.addEventListener("change", () => {
      setMode(choice.value);
      remembered("vaultgen-mode", choice.value);
    });
  }

  /** The page is shown in any case: better a state missing than a page. */
  function start() {
    try {
      begin();
    } finally {
      root.classList.add("filled");
    }
  }

  function tick() {
    setClasses();
    update();
  }

  // Buttons: one listener for all.

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy], [data-print]");
    if (!button) return;
    if (button.hasAttribute("data-print")) print();
    else copy(document.getElementById(button.dataset.copy) || button.closest(".step, .task").querySelector(".to-copy"));
  });

  // A filter above a long list: the rows that have every word.
  document.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-filter]")) return;
    const words = target.value.toLowerCase().split(/\s+/);
    const rows = [...all("main .list tbody tr")];
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    const left = rows.filter((row) => !row.hidden).length;
    setText(one("[data-filtered]"), left + " of " + rows.length);
  });

  function copy(source) {
    const done = () => say("Copied");
    const byHand = () => (copySelected(source) ? done() : say("Selected: copy it with Ctrl+C or ⌘C"));
    if (navigator.clipboard) navigator.clipboard.writeText(source.textContent).then(done, byHand);
    else byHand();
  }

  /** For browsers that give a page from a folder no clipboard. */
  function copySelected(source) {
    const isHidden = source.hidden;
    source.hidden = false;
    getSelection().selectAllChildren(source);
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    } finally {
      source.hidden = isHidden;
    }
  }

  let silence;

  /** Emptied first, so that the same word is spoken again; gone after a while. */
  function say(words) {
    const place = one("[data-said]");
    place.textContent = "";
    clearTimeout(silence);
    setTimeout(() => setText(place, words), 50);
    silence = setTimeout(() => setText(place, ""), 4000);
  }

  // What the scripts of single pages build on; `views` are told now whenever states may have changed.
  Object.assign(vaultgen, { followUpState, interviewState, distanceWords, instant, clock, setText, one, all });
  Object.assign(vaultgen, { views, update, today, byWords, sendWords, dayName, markLinks, made, remembered, WEEKDAYS, MONTHS });

  setMode(remembered("vaultgen-mode"));
  setClasses();
  addEventListener("hashchange", followHash);
  addEventListener("pageshow", (event) => event.persisted && tick());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && tick());
  document.addEventListener("DOMContentLoaded", start);
})();
