/* Search in all notes: on its own page, and on any other by the key "/". The texts (data/search.js)
   are loaded when they are first asked for. A word may be the beginning of one, and mistyped. */
(function () {
  "use strict";

  const MOST = 40; // shown at once
  const FORM =
    '<form role="search" aria-busy="true"><label for="query">Search your notes</label><input id="query" autocomplete="off" ' +
    'spellcheck="false"><p role="status"></p><ol class="hits"></ol></form>';
  const { vaultgen } = window;
  const { made } = vaultgen;
  const site = document.currentScript.getAttribute("src").replace("assets/search.js", "");
  let place, input, status, list, rows, known;

  // Words, as they are compared: without accents, and letters that no accent makes as the plain ones.

  const WORD = /[\p{L}\p{N}+#]+/gu;
  const LIKE = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ß: "ss", ı: "i" };
  const UNSPACED = /[\p{scx=Han}\p{scx=Kana}\p{scx=Thai}]/u; // there a word may begin anywhere
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}+/gu, "").replace(/[øłđðþæœßı]/g, (letter) => LIKE[letter]);
  const wordsOf = (text) => fold(text).match(WORD) || [];
  const spaced = (text) => " " + wordsOf(text).join(" ") + " ";
  const begin = (word) => (UNSPACED.test(word) ? word : " " + word);

  // What is found.

  /** How well a note fits a word: by the field that has it, and more where it has the whole word. */
  function score({ fields, weight }, word) {
    const at = fields.findIndex((field) => field.includes(begin(word)));
    return at < 0 ? 0 : ([12, 6, 2][at] + fields[at].includes(" " + word + " ")) * weight;
  }

  /** The notes that have every word of a query, the best first. */
  function search(words) {
    const fits = (row) =>
      words.reduce((sum, others) => {
        const best = Math.max(...others.map((other) => score(row, other)));
        return best && sum && sum + best;
      }, words.length && 1);
    const found = rows.map((row) => [fits(row), row]).filter(([fit]) => fit);
    return found.sort((a, b) => b[0] - a[0]).map(([, row]) => row);
  }

  /** A typed word; and where no note has it, the nearest words that they have. */
  function taken(word) {
    const edits = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (!edits || rows.some((row) => score(row, word))) return [word];
    known ||= [...new Set(rows.flatMap(({ fields }) => fields.join("").split(" ")))];
    for (let most = 1; most <= edits; most++) {
      const near = known.filter((other) => other.length >= word.length - most && isNear(word, other, most));
      if (near.length) return near.slice(0, MOST);
    }
    return [word];
  }

  /** Whether another word begins so, but for some letters that are missing, too many, wrong or swapped. */
  function isNear(word, other, most) {
    let before = [];
    let row = Array.from({ length: Math.min(other.length, word.length + most) + 1 }, (_, at) => at);
    for (let i = 1; i <= word.length; i++) {
      const next = [i];
      for (let j = 1; j < row.length; j++) {
        const swapped = word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1] ? before[j - 2] + 1 : i + j;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (word[i - 1] !== other[j - 1]), swapped);
      }
      [before, row] = [row, next];
    }
    return Math.min(...row) === most;
  }

  // What is shown.

  function show() {
    if (!rows) return;
    const query = input.value.trim();
    if (!query) {
      status.textContent = "";
      list.replaceChildren(...suggested());
      if (!place.open) history.replaceState(null, "", location.pathname);
      return vaultgen.markLinks();
    }
    const words = wordsOf(query).map(taken);
    const isHit = (word) => words.flat().some((other) => (" " + fold(word)).includes(begin(other)));
    const hits = search(words);
    list.replaceChildren(...hits.slice(0, MOST).map((row) => item(row, isHit)));
    const count = hits.length > MOST ? "The best " + MOST + " of " + hits.length : hits.length || "Nothing";
    status.textContent = count + " found";
    if (!place.open) history.replaceState(null, "", "#q=" + encodeURIComponent(query));
    vaultgen.markLinks();
  }

  function item({ label, page, title, text }, isHit) {
    const first = [...text.matchAll(WORD)].find(([word]) => isHit(word))?.index || 0;
    const start = text.lastIndexOf(" ", first - 50) + 1;
    const end = text.length < start + 200 ? text.length : text.lastIndexOf(" ", start + 200);
    const about = [start ? "… " : "", ...marked(text.slice(start, end), isHit), end < text.length ? " …" : ""];
    const href = site + encodeURI(page);
    return made("li", {}, made("a", { href }, ...marked(title, isHit)), " ", made("span", {}, label), made("p", {}, ...about));
  }

  // What the empty field offers: what was read lately, what is new, and what one may want to type elsewhere.

  const RECENT = "vaultgen-recent " + new URL(site || ".", location.href).pathname;
  const ACTIONS = [
    ["vaultgen debrief", "after an interview"],
    ["vaultgen new interview", "a new note"],
    ["vaultgen build", "new drafts"],
    ["vaultgen sent", "mark as sent"],
  ];

  const recent = () => JSON.parse(vaultgen.remembered(RECENT) || "[]");

  /** Remembers the page of a thing as read; lists and overviews stand in the navigation anyway. */
  function rememberPage() {
    const path = decodeURI(location.pathname.slice(new URL(site || ".", location.href).pathname.length));
    if (!path.includes("/")) return;
    const others = recent().filter(([other]) => other !== path);
    const title = document.querySelector("h1").textContent.trim();
    vaultgen.remembered(RECENT, JSON.stringify([[path, title], ...others].slice(0, 6)));
  }

  function suggested() {
    const link = (page, title, label) => made("li", {}, made("a", { href: site + encodeURI(page) }, title), " ", made("span", {}, label));
    const read = recent().map(([page, title]) => link(page, title, "read lately"));
    const fresh = rows.slice(0, 5).map((row) => link(row.page, row.title, row.label));
    const actions = ACTIONS.map(([command, words], at) => {
      const copy = made("button", { type: "button", className: "way" }, "Copy");
      copy.dataset.copy = "action-" + at;
      return made("li", {}, made("code", { id: "action-" + at }, command), " ", copy, " ", made("span", {}, words));
    });
    return [...read, ...fresh, ...actions];
  }

  const marked = (text, isHit) =>
    text.split(/([\p{L}\p{N}+#]+)/u).map((part, at) => (at % 2 && isHit(part) ? made("mark", {}, part) : part));

  // The form, its texts, its keys.

  function fill(within) {
    place = within;
    place.insertAdjacentHTML("afterbegin", FORM);
    [input, status, list] = place.querySelectorAll("input, p, ol");
    input.addEventListener("input", show);
    place.addEventListener("submit", (event) => event.preventDefault());
    place.addEventListener("keydown", move);
    const onload = () => {
      rows = vaultgen.notes.map(([label, page, title, keys, text]) => {
        const weight = label.startsWith("Draft") ? 0.5 : 1;
        return { label, page, title, text, weight, fields: [title, keys, text].map(spaced) };
      });
      show();
      place.firstChild.removeAttribute("aria-busy");
    };
    document.head.append(made("script", { src: site + "data/search.js", onload }));
  }

  function move(event) {
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const to = { ArrowDown: stops[at + 1], ArrowUp: stops[at - 1], Escape: input, Enter: at ? null : stops[1] }[event.key];
    if (!to) return;
    event.preventDefault();
    to.focus();
    if (event.key === "Enter") to.click();
    if (event.key !== "Escape") return;
    input.value = "";
    show();
    if (place.open) place.close();
  }

  function readHash() {
    const query = decodeURIComponent((/^#q=(.*)/.exec(location.hash) || ["", ""])[1]);
    if (query === input.value.trim()) return;
    input.value = query;
    show();
  }

  // Keys: "/" searches, "?" says them all, "j" and "k" go through a list, "g" and a letter go to a page.

  const GO = { t: "index", c: "calendar", p: "pipeline", i: "interviews", e: "people", d: "drafts" };
  const STOPS = ".task-name a, .step .button, tbody th a, .row-name a, .card h3 a, .question h3 a, .hits a, .event a";
  let goes = 0;

  const linkOf = (key) => document.querySelector('nav a[href*="' + GO[key] + '.html"]');

  function openSearch() {
    if (!place) fill(document.body.appendChild(made("dialog")));
    if (place.showModal) place.showModal();
    input.focus();
  }

  function sayKeys() {
    const go = Object.keys(GO).map((key) => ["g " + key, linkOf(key).textContent]);
    const all = [["/", "Search"], ["j k", "Next, previous"], ...go];
    const rows = all.map(([key, words]) => made("div", {}, made("dt", {}, made("kbd", {}, key)), made("dd", {}, words)));
    const close = made("button", { type: "button", className: "quiet-button" }, "Close");
    const dialog = made("dialog", {}, made("h2", {}, "Keys"), made("dl", { className: "facts" }, ...rows), close);
    dialog.addEventListener("close", () => dialog.remove());
    close.addEventListener("click", () => dialog.close());
    document.body.append(dialog);
    dialog.showModal();
  }

  function step(by) {
    const stops = [...document.querySelectorAll(STOPS)].filter((stop) => stop.closest("main") && stop.getClientRects().length);
    const at = stops.indexOf(document.activeElement);
    const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : at + by];
    if (next) next.focus();
  }

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (target.closest("input, textarea, select, dialog") || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = Date.now() < goes && GO[key] && linkOf(key);
    goes = key === "g" ? Date.now() + 1500 : 0;
    const does = to ? () => to.click() : { "/": openSearch, "?": sayKeys, j: () => step(1), k: () => step(-1) }[key];
    if (!does) return;
    event.preventDefault();
    does();
  });
  addEventListener("DOMContentLoaded", () => {
    const page = document.querySelector("[data-search]");
    rememberPage();
    if (!page) return;
    fill(page);
    readHash();
    addEventListener("hashchange", readHash);
    input.focus();
  });
})();
