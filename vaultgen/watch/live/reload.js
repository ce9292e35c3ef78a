/* Added to each page by `vaultgen watch --serve`, and to none on the disk: loads the page again when a build
   has changed it, and shows what is wrong in the notes meanwhile.

   The tag says which version of the page this is. The server compares it whenever we connect, so that nothing
   is missed while the tab was hidden, the computer asleep or the server ended. */
(function () {
  "use strict";

  const { page, tag, token } = document.currentScript.dataset;
  const where = "/-/changes?page=" + encodeURIComponent(page) + "&tag=" + encodeURIComponent(tag);
  let source = null;

  // A hidden tab does not listen: a browser keeps only a few connections to one place.
  function connect() {
    if (source || document.hidden) return;
    source = new EventSource(where);
    source.addEventListener("reload", () => location.reload());
    source.addEventListener("problems", (event) => show(event.data));
  }

  function disconnect() {
    if (source) source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);

  // The overlay. All that it shows is set as text.

  const CLOSED = "vaultgen: closed overlay";
  let panel = null;

  function show(data) {
    const { lead, problems } = JSON.parse(data);
    if (panel) panel.remove();
    panel = null;
    if (!problems.length || sessionStorage.getItem(CLOSED) === data) return;
    panel = document.createElement("aside");
    panel.id = "vaultgen-overlay";
    const shadow = panel.attachShadow({ mode: "open" });
    const style = element("link", "");
    style.rel = "stylesheet";
    style.href = "/-/overlay.css";
    const box = element("div", "");
    box.setAttribute("role", "alert");
    const close = element("button", "Close");
    close.type = "button";
    close.addEventListener("click", () => dismiss(data));
    box.append(close, element("p", lead, "lead"), list(problems));
    shadow.append(style, box);
    document.body.append(panel);
  }

  function list(problems) {
    const items = element("ul", "");
    for (const problem of problems) {
      const item = element("li", "");
      if (problem.place) item.append(element("p", problem.place + "  " + problem.code, "place"));
      item.append(element("p", problem.message));
      if (problem.hint) item.append(element("p", problem.hint, "hint"));
      items.append(item);
    }
    return items;
  }

  /** Closed, it stays away until there is something else to say. */
  function dismiss(data) {
    sessionStorage.setItem(CLOSED, data);
    if (panel) panel.remove();
    panel = null;
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel) panel.shadowRoot.querySelector("button").click();
  });

  // What the page can mark: a draft as sent, an answer, an outcome. The one thing that the server writes.

  const MARKED = "vaultgen: marked";

  document.addEventListener("DOMContentLoaded", () => {
    for (const control of document.querySelectorAll("[data-served][hidden], [data-mark][hidden]")) control.hidden = false;
    for (const place of document.querySelectorAll("[data-unserved]")) place.hidden = true;
    const last = JSON.parse(sessionStorage.getItem(MARKED) || "null");
    if (last && last.page === page) offerUndo(last);
    else sessionStorage.removeItem(MARKED);
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-mark]");
    if (!button) return;
    const { mark: name, path, value, from } = button.dataset;
    const chosen = from ? document.getElementById(from).value : value;
    const values = { [name]: chosen ? chosen.split(";") : [] };
    // An outcome is an answer as well, but for the one that says that none came.
    if (name === "outcome" && chosen && chosen !== "silent") values.heard_back = ["now"];
    mark({ path, values }, button.textContent.trim());
  });

  async function mark(asked, words) {
    const headers = { "Content-Type": "application/json", "X-Vaultgen-Token": token };
    const answer = await fetch("/-/mark", { method: "POST", headers, body: JSON.stringify(asked) }).catch(() => null);
    if (!answer || !answer.ok) return say(answer ? await answer.text() : "vaultgen does not answer: is the watch running?");
    if (!words) return sessionStorage.removeItem(MARKED);
    const done = { page, words, undo: await answer.json() };
    sessionStorage.setItem(MARKED, JSON.stringify(done));
    offerUndo(done);
  }

  let bar = null;

  /** A line at the foot of the page, the first that the Tab key reaches; it stays when the build loads the page again. */
  function say(words, ...more) {
    if (bar) bar.remove();
    bar = element("div", "");
    bar.id = "vaultgen-marked";
    const shadow = bar.attachShadow({ mode: "open" });
    const style = element("link", "");
    style.rel = "stylesheet";
    style.href = "/-/overlay.css";
    const line = element("p", words, "marked");
    line.setAttribute("role", "status");
    line.append(...more);
    shadow.append(style, line);
    document.body.prepend(bar);
  }

  function offerUndo({ words, undo }) {
    const button = element("button", "Undo");
    button.type = "button";
    button.addEventListener("click", () => {
      bar.remove();
      mark(undo, "");
    });
    say(words + ": done. ", button);
  }

  function element(name, text, kind) {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  connect();
})();
