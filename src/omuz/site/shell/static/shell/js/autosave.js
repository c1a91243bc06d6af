/* Saves a form while it is being filled in; nothing typed is lost when the line, the session or the server fails.
 *
 * <form data-autosave-url="/…"> with `{% saving %}` inside; `data-autosave-whole` to send every field each time.
 * A few seconds after a change the changed fields are posted, `changed` once for each name (an emptied group has
 * no values of its own), and every hidden field. Header X-Omuz-Background: 1. The server answers JSON:
 *   200 {"saved_at": "14:05", "url": "…", …}   kept; `url` when a new draft now has its own address; any key that
 *                                              is the name of a hidden field (a revision) becomes its value
 *   403 {"token": "…"}                         the form's token was old: sent again with the new one
 *   403 {"door": "…"}                          locked or signed out: the password is asked on the page
 *   409 {"changes": [{"name", "label", "theirs"}], …}   somebody else changed it: shown; hidden fields as above
 *   400, 422 {"errors": {"name": "sentence"}}  not kept by the server, stays here, said beside the form
 * Anything else, or no answer: tried again, more and more slowly, and at once when the line is back.
 * The form's own button waits for that too: the form is sent once everything typed is with the server, and stays
 * when she goes on typing meanwhile.
 * Nothing is written to the browser's storage. */
(function () {
  "use strict";

  var QUIET = 2000;
  var LONGEST = 6000;
  var RETRY = [3000, 6000, 12000, 30000];

  function Saver(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]");
    this.line = this.status.querySelector(".saving");
    this.changed = new Set();
    this.first = 0;
    this.failures = 0;
    this.sending = null;
    this.leaving = false;
    this.stopped = false;
    this.wanted = null;
    this.reload = false;
    this.listen();
  }

  Saver.prototype.say = function (state, more) {
    this.line.dataset.state = state;
    var said = this.status.dataset["said" + state.charAt(0).toUpperCase() + state.slice(1)] || "";
    this.line.textContent = more ? said + " " + more : said;
  };

  Saver.prototype.listen = function () {
    var self = this;
    ["input", "change"].forEach(function (name) {
      self.form.addEventListener(name, function (event) { self.note(event.target); });
    });
    self.form.addEventListener("submit", function (event) { self.submitted(event); });
    document.addEventListener("omuz:flush", function (event) { event.detail.wait.push(self.flush()); });
    document.addEventListener("omuz:unlocked", function () { self.stopped = false; self.send(false); });
    window.addEventListener("online", function () { self.failures = 0; self.send(false); self.go(); });
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") { self.send(true); }
    });
    window.addEventListener("beforeunload", function (event) {
      if (self.pending() && !self.leaving) { event.preventDefault(); event.returnValue = ""; }
    });
    window.addEventListener("pageshow", function () { self.leaving = false; self.wanted = null; });
    self.status.querySelector("[data-conflict-mine]").addEventListener("click", function () { self.keepMine(); });
    self.status.querySelector("[data-conflict-theirs]").addEventListener("click", function () { self.keepTheirs(); });
  };

  Saver.prototype.pending = function () { return this.changed.size > 0 || this.sending !== null; };

  Saver.prototype.note = function (field) {
    if (!field.name || field.type === "hidden") { return; }
    this.wanted = null;
    if (!this.changed.size) { this.first = Date.now(); }
    this.changed.add(field.name);
    this.later(Math.max(0, Math.min(QUIET, LONGEST - (Date.now() - this.first))));
  };

  Saver.prototype.later = function (milliseconds) {
    var self = this;
    clearTimeout(self.timer);
    self.timer = setTimeout(function () { self.send(false); }, milliseconds);
  };

  /* Resolves true when everything typed is with the server, false when it is not. */
  Saver.prototype.flush = function () {
    var self = this;
    if (!self.pending()) { return Promise.resolve(!self.stopped); }
    return (self.sending || Promise.resolve()).then(function () { return self.send(true); }).then(function () {
      return !self.pending() && !self.stopped;
    });
  };

  /* The form leaves the page only when what was typed is with the server; a cut line or a lock can then lose nothing. */
  Saver.prototype.submitted = function (event) {
    if (this.leaving || this.ready()) {
      this.leaving = true;
      clearTimeout(this.timer);
      return;
    }
    event.preventDefault();
    this.wanted = { by: event.submitter };
    this.flush();
    if (!navigator.onLine) { this.say("offline"); }
  };

  Saver.prototype.ready = function () { return !this.pending() && !this.stopped && navigator.onLine; };

  Saver.prototype.go = function () {
    if (this.wanted && this.ready()) { this.form.requestSubmit(this.wanted.by); }
  };

  Saver.prototype.hidden = function () { return Array.from(this.form.querySelectorAll("input[type=hidden][name]")); };

  Saver.prototype.body = function (names) {
    var values = new FormData(this.form);
    var whole = "autosaveWhole" in this.form.dataset;
    var body = whole ? new URLSearchParams(values) : new URLSearchParams();
    if (!whole) { this.hidden().forEach(function (field) { body.append(field.name, field.value); }); }
    names.forEach(function (name) {
      body.append("changed", name);
      if (!whole) { values.getAll(name).forEach(function (value) { body.append(name, value); }); }
    });
    return body;
  };

  /* Hidden fields take over what the answer says under their name: a revision, a draft's number. */
  Saver.prototype.take = function (answer) {
    this.hidden().forEach(function (field) {
      if (answer[field.name] !== undefined) { field.value = answer[field.name]; }
    });
  };

  Saver.prototype.send = function (keepalive) {
    var self = this;
    var names = Array.from(self.changed);
    clearTimeout(self.timer);
    if (!names.length || self.sending || self.stopped || self.leaving) { return Promise.resolve(); }
    self.changed.clear();
    self.say("saving");
    self.sending = fetch(self.form.dataset.autosaveUrl, {
      method: "POST",
      body: self.body(names),
      headers: { "X-Omuz-Background": "1", Accept: "application/json" },
      credentials: "same-origin",
      keepalive: keepalive,
    }).then(function (response) {
      return response.json().catch(function () { return {}; }).then(function (answer) {
        self.answered(response.status, answer, names);
      });
    }).catch(function () {
      self.again(names);
    }).then(function () {
      self.sending = null;
      if (self.changed.size && !self.failures && !self.stopped) { self.later(QUIET); }
      self.go();
      self.readAnew();
    });
    return self.sending;
  };

  Saver.prototype.answered = function (status, answer, names) {
    if (status === 200) {
      this.failures = 0;
      this.kept(answer);
    } else if (status === 403 && answer.token) {
      document.dispatchEvent(new CustomEvent("omuz:token", { detail: answer.token }));
      this.again(names);
    } else if (status === 403) {
      this.hold(names);
      this.say("locked");
      document.dispatchEvent(new CustomEvent("omuz:locked", { detail: answer }));
    } else if (status === 409) {
      this.hold(names);
      this.show(answer);
    } else if (status === 400 || status === 422) {
      this.say("refused", Object.values(answer.errors || {}).join(" "));
    } else {
      this.again(names);
    }
  };

  Saver.prototype.kept = function (answer) {
    this.take(answer);
    if (answer.url) { this.form.dataset.autosaveUrl = answer.url; }
    this.say("saved", answer.saved_at || "");
    document.dispatchEvent(new CustomEvent("omuz:saved", { detail: answer }));
  };

  Saver.prototype.hold = function (names) {
    names.forEach(this.changed.add, this.changed);
    this.stopped = true;
  };

  Saver.prototype.again = function (names) {
    names.forEach(this.changed.add, this.changed);
    this.say("offline");
    this.later(RETRY[Math.min(this.failures, RETRY.length - 1)]);
    this.failures += 1;
  };

  Saver.prototype.show = function (answer) {
    var list = this.status.querySelector("[data-conflict-list]");
    list.replaceChildren();
    (answer.changes || []).forEach(function (change) {
      var row = document.createElement("div");
      var name = document.createElement("dt");
      var theirs = document.createElement("dd");
      name.textContent = change.label || change.name;
      theirs.textContent = change.theirs;
      row.append(name, theirs);
      list.append(row);
    });
    this.newer = answer;
    this.reload = false;
    this.status.querySelector("[data-autosave-conflict]").hidden = false;
    this.say("conflict");
  };

  Saver.prototype.decided = function () {
    this.take(this.newer);
    this.status.querySelector("[data-autosave-conflict]").hidden = true;
    this.stopped = false;
    this.send(false);
  };

  Saver.prototype.keepMine = function () { this.decided(); };

  /* What both wrote becomes theirs; whatever else she typed is with the server before the page is read anew. */
  Saver.prototype.keepTheirs = function () {
    (this.newer.changes || []).forEach(function (change) { this.changed.delete(change.name); }, this);
    this.reload = true;
    this.decided();
    this.readAnew();
  };

  Saver.prototype.readAnew = function () {
    if (!this.reload || !this.ready()) { return; }
    this.leaving = true;
    location.reload();
  };

  document.querySelectorAll("form[data-autosave-url]").forEach(function (form) { return new Saver(form); });
}());
