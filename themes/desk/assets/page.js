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
  let asOf = location.hash === AS_OF;

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
    else if (location.hash === "" || location.hash === "#top") asOf = false;
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
    upcoming: "Later",
    due: "Due",
    overdue: "Overdue",
    sent: "Sent",
    skipped: "Skipped",
    superseded: "Superseded",
    moot: "Not needed",
    lapsed: "Lapsed",
    scheduled: "Scheduled",
    debrief: "Write it down",
    "follow-up": "Follow up",
    waiting: "Waiting",
    silent: "Past their date",
    closed: "Closed",
  };
  const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
  const MONTHS =
    "January February March April May June July August September October November December".split(" ");

  const dayWords = (year, month, day) =>
    WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] + " " + day + " " + MONTHS[month - 1] + " " + year;

  /** `Friday 6 March 2026 at 17:00`, in the instant's own zone. */
  function momentWords(iso) {
    const [year, month, day, hour, minute] = iso.match(/\d+/g);
    return dayWords(Number(year), Number(month), Number(day)) + " at " + hour + ":" + minute;
  }

  function followUpDistance(data, state, nowMs) {
    if (state === "upcoming") return "opens " + distanceWords(data.opens, nowMs);
    return state === "due" || state === "overdue" ? "due " + distanceWords(data.due, nowMs) : "";
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
    show(element, state, followUpDistance(data, state, nowMs), data.settled ? null : STATES[state]);
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
    const word = isOn ? "Taking place" : (state === "closed" && data.closedWord) || STATES[state];
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

  // The dashboard: each card in its list, each list in order.

  const COMING = 6; // of what is to come this much is shown at first
  const LAPSE = 30 * 86400000; // what has been overdue for longer nags no more
  const isOpen = (card) => card.dataset.state === "due" || card.dataset.state === "overdue";
  const isAhead = (card, nowMs) =>
    card.dataset.start ? instant(card.dataset.start) > nowMs : card.dataset.state === "upcoming";
  const starts = (card) => instant(card.dataset.start || card.dataset.opens);
  const byStart = (a, b) => starts(a) - starts(b) || compare(a.dataset.id, b.dataset.id);
  const byDue = (a, b) => instant(a.dataset.due) - instant(b.dataset.due) || compare(a.dataset.id, b.dataset.id);
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  function arrangeDashboard(nowMs) {
    const list = (name) => one('[data-list="' + name + '"]');
    const [now, coming, debriefs] = ["now", "coming", "debriefs"].map(list);
    if (!now) return;
    const cards = [...now.children, ...coming.children];
    const isPast = (due) => nowMs - due > LAPSE;
    const due = cards.filter((card) => card.dataset.due && isOpen(card));
    const [past, open] = parted(due, (card) => isPast(instant(card.dataset.due)));
    const ahead = cards.filter((card) => isAhead(card, nowMs)).sort(byStart);
    // What is over (superseded, begun) waits at the end of Coming up, out of sight.
    const over = cards.filter((card) => !open.includes(card) && !ahead.includes(card));
    const isFresh = (card) => card.dataset.state === "debrief" && nowMs < instant(card.dataset.freshUntil);
    const [gaps, done] = parted([...debriefs.children], isFresh);
    fill(now, open.sort(byDue), []);
    fill(coming, ahead, over);
    fill(debriefs, gaps.sort((a, b) => byStart(b, a)), done);
    foldComing(coming, ahead);
    const [restPast, restOpen] = parted(restOf(nowMs), ([, minute]) => isPast(minute * 60000));
    count("rest", restOpen.length);
    count("long-past", restPast.length + past.length);
    sayWhatIsDue(open.length + restOpen.length, ahead[0], nowMs);
  }

  const parted = (items, test) => [items.filter(test), items.filter((item) => !test(item))];

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

  /** What comes first is shown; a button shows the rest, and then stays away. */
  function foldComing(list, ahead) {
    const button = one('[data-all="coming"]');
    const isFolded = !list.hasAttribute("data-open") && ahead.length > COMING + 1;
    for (const card of ahead.slice(COMING)) card.hidden = isFolded;
    button.hidden = !isFolded;
    setText(button, "Show " + (ahead.length - COMING) + " more");
  }

  /** What is open of that which the dashboard has no room for; each is [opens, due, closes] in minutes. */
  function restOf(nowMs) {
    const minute = nowMs / 60000;
    const rest = JSON.parse(one("[data-rest]").dataset.rest);
    return rest.filter(([opens, , closes]) => opens <= minute && !(closes <= minute));
  }

  function count(name, number) {
    one("[data-" + name + "]").hidden = number === 0;
    setText(one("[data-" + name + "-count]"), String(number));
  }

  function sayWhatIsDue(count, next, nowMs) {
    setText(one('[data-count="now"]'), String(count));
    one("[data-nothing]").hidden = count > 0;
    const name = next && next.querySelector("[data-name]").textContent.trim();
    const company = next && next.dataset.company ? ", " + next.dataset.company : "";
    const when = next && distanceWords(next.dataset.start || next.dataset.opens, nowMs);
    setText(one("[data-next-up]"), next ? "Next: " + name + company + ", " + when + "." : "");
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
    const days = isAhead ? -1 : Math.round((midnight(nowMs) - midnight(instant(last))) / 86400000);
    place.dataset.days = String(days);
    setText(place, isAhead ? "begins " + distanceWords(last, nowMs) : days === 0 ? "since today" : days + (days === 1 ? " day" : " days"));
  }

  const midnight = (ms) => new Date(ms).setHours(0, 0, 0, 0);

  // All of it, now and whenever the clock may have moved.

  const views = [];

  function update() {
    const nowMs = clock();
    all("[data-follow-up]").forEach((element) => paintFollowUp(element, nowMs));
    all("[data-interview]").forEach((element) => paintInterview(element, nowMs));
    for (const round of all("[data-begins]"))
      round.dataset.state = nowMs < instant(round.dataset.begins) ? "scheduled" : "held";
    arrangeDashboard(nowMs);
    all("[data-next]").forEach((cell) => showNextStep(cell, nowMs));
    all("[data-moves]").forEach((place) => showDays(place, nowMs));
    paintDates(nowMs);
    for (const part of all("[data-from]")) part.hidden = nowMs < instant(part.dataset.from);
    for (const part of all("[data-until]")) part.hidden = instant(part.dataset.until) <= nowMs;
    for (const view of views) view(nowMs);
  }

  /** The day that it is for the reader, or that of the build: year, month, day. */
  function today(nowMs) {
    const date = new Date(nowMs);
    const here = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
    return asOf ? vaultgen.built.match(/\d+/g).slice(0, 3).map(Number) : here;
  }

  /** Today's date: at the head of the dashboard, and on a letter that is not sent yet. */
  function paintDates(nowMs) {
    const [year, month, day] = today(nowMs);
    const heading = one("[data-today]");
    const letter = one("[data-date]");
    if (heading) setText(heading, asOf ? momentWords(vaultgen.built) : dayWords(year, month, day));
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
    const button = event.target instanceof Element && event.target.closest("[data-copy], [data-print], [data-all]");
    if (!button) return;
    if (button.hasAttribute("data-print")) print();
    else if (button.dataset.all) unfold(button.dataset.all);
    else copy(document.getElementById(button.dataset.copy) || button.closest(".task").querySelector(".to-copy"));
  });

  function unfold(name) {
    const list = one('[data-list="' + name + '"]');
    const first = [...list.children].find((card) => card.hidden);
    list.setAttribute("data-open", "");
    update();
    const link = first && first.querySelector("a");
    if (link) link.focus();
  }

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
  Object.assign(vaultgen, { views, update, today, markLinks, made, WEEKDAYS, MONTHS });

  setMode(remembered("vaultgen-mode"));
  setClasses();
  addEventListener("hashchange", followHash);
  addEventListener("pageshow", (event) => event.persisted && tick());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && tick());
  document.addEventListener("DOMContentLoaded", start);
})();
