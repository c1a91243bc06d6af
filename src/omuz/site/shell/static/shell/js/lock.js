/* Locks the screen: at once with F9 or Esc twice, and after a while without a hand on the computer.
 *
 * The page is blanked before anything else happens. Then open forms are asked to save (`omuz:flush`),
 * the server is told, and the password page is shown. When something typed could not be saved, the page
 * stays where it is, blank, and the password is asked on top of it, so that nothing typed is lost.
 * Reads `data-idle` (seconds) and `data-alive` (where a hand at work is told to the server) of <body>. Keeps nothing in the browser. */
(function () {
  "use strict";

  var root = document.documentElement;
  var body = document.body;
  var form = document.getElementById("lock-now");
  var warning = document.querySelector("[data-idle-warning]");
  var idle = Number(body.dataset.idle || 0) * 1000;
  var WARN = 30000;
  var ESC_TWICE = 700;
  var last = Date.now();
  var lastEscape = 0;
  var locking = false;
  var warned = false;
  var typed = false;
  var BEAT = 60000;
  var beaten = Date.now();
  var others = "BroadcastChannel" in window ? new BroadcastChannel("omuz") : null;

  function ask(name) {
    var waiting = [];
    document.dispatchEvent(new CustomEvent(name, { detail: { wait: waiting } }));
    return Promise.all(waiting);
  }

  function post(address) {
    return fetch(address, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-Omuz-Background": "1" },
      credentials: "same-origin",
      keepalive: true,
      redirect: "manual",
    });
  }

  /* The server locks by its own clock; a page that sends nothing says that somebody is reading it. */
  function beat() {
    if (!body.dataset.alive || Date.now() - beaten < BEAT || last < beaten) { return; }
    beaten = Date.now();
    post(body.dataset.alive).then(function (response) {
      if (response.status !== 403 || locking) { return null; }
      return response.json().then(function (answer) {
        document.dispatchEvent(new CustomEvent(answer.token ? "omuz:token" : "omuz:locked", { detail: answer.token || answer }));
      });
    }).catch(function () { /* no line: the next beat tries again */ });
  }

  function wait(milliseconds) {
    return new Promise(function (done) { setTimeout(done, milliseconds); });
  }

  function untilTold() {
    return post(form.action).catch(function () {
      document.querySelector("[data-lock-offline]").hidden = false;
      return wait(3000).then(untilTold);
    });
  }

  function leave() {
    var unlock = document.querySelector("#unlock form");
    var here = location.pathname + location.search;
    var where = unlock ? unlock.getAttribute("action") : "/";
    body.replaceChildren();
    location.replace(where + "?next=" + encodeURIComponent(here));
  }

  function lock(fromHere) {
    if (locking || !form) { return; }
    locking = true;
    root.classList.add("locked");
    if (document.activeElement) { document.activeElement.blur(); }
    if (fromHere && others) { others.postMessage("lock"); }
    ask("omuz:flush").then(function (results) {
      var kept = typed || results.some(function (saved) { return saved === false; });
      return untilTold().then(function () {
        document.querySelector("[data-lock-offline]").hidden = true;
        if (kept) {
          document.dispatchEvent(new CustomEvent("omuz:locked"));
        } else {
          leave();
        }
      });
    });
  }

  function unlocked() {
    locking = false;
    last = Date.now();
    root.classList.remove("locked");
  }

  function seen() {
    last = Date.now();
    if (warned && !locking) { stay(); }
  }

  function stay() {
    warned = false;
    last = Date.now();
    warning.hidden = true;
    if (others) { others.postMessage("seen"); }
  }

  function look() {
    var left = idle - (Date.now() - last);
    if (!idle || locking) { return; }
    beat();
    if (left <= 0) {
      lock(false);
    } else if (left <= WARN) {
      if (!warned) {
        warned = true;
        warning.hidden = false;
        ask("omuz:flush");
      }
      warning.querySelector("[data-idle-left]").textContent = String(Math.ceil(left / 1000));
    }
  }

  document.addEventListener("keydown", function (event) {
    seen();
    if (event.key === "F9") {
      event.preventDefault();
      lock(true);
    } else if (event.key === "Escape" && !event.repeat) {
      if (lastEscape && event.timeStamp - lastEscape < ESC_TWICE) { lock(true); }
      lastEscape = event.timeStamp;
    } else {
      lastEscape = 0;
    }
  }, true);
  document.addEventListener("pointerdown", function () { lastEscape = 0; }, true);

  ["pointerdown", "wheel", "touchstart"].forEach(function (name) {
    document.addEventListener(name, seen, { passive: true });
  });
  /* A mouse on its way to the warning must not take the warning away under the finger */
  document.addEventListener("pointermove", function () { if (!warned) { seen(); } }, { passive: true });

  /* Forms that do not save by themselves: what is typed there must not be left behind */
  document.addEventListener("input", function (event) {
    var owner = event.target.form;
    var saves = owner && (owner.dataset.autosaveUrl || owner.closest("dialog") || owner.getAttribute("role") === "search");
    if (owner && owner.method === "post" && !saves) { typed = true; }
  });

  document.addEventListener("submit", function (event) {
    if (event.target === form) {
      event.preventDefault();
      lock(true);
    }
  });

  document.addEventListener("omuz:unlocked", unlocked);

  if (others) {
    others.onmessage = function (event) {
      if (event.data === "lock") { lock(false); }
      if (event.data === "seen") { last = Date.now(); warned = false; warning.hidden = true; }
    };
  }

  if (warning) { warning.querySelector("[data-idle-stay]").addEventListener("click", stay); }

  /* The way back must not show a page again after it was locked */
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      root.classList.add("locked");
      location.reload();
    }
  });

  if (form) { setInterval(look, 1000); }
}());
