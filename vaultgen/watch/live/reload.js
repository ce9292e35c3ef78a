/* Added to each page by `vaultgen watch --serve`, and to none on the disk: loads the page again when a build
   has changed it, and shows what is wrong in the notes meanwhile.

   The tag says which version of the page this is. The server compares it whenever we connect, so that nothing
   is missed while the tab was hidden, the computer asleep or the server ended. */
(function () {
  "use strict";

  const { page, tag } = document.currentScript.dataset;
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

  function element(name, text, kind) {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  connect();
})();
