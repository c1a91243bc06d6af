/* The page that works without a line: who may read it now, what waits, what is written, what is sent.
 *
 * In memory only, and gone with this page: `half` (from the centre), `secret` (the opened key), what stands in the
 * forms. On the computer: what sealing.js made. Every sentence comes from the page, none stands here. */

import { $, all, at, problem, say, state } from "./drawing.js";
import { settle } from "./fields.js";
import { keepPage } from "./keeping.js";
import { NoLine, asked, token } from "./line.js";
import { mine } from "./memory.js";
import { able, begin, bytesOf, unwrapped } from "./sealing.js";
import { send } from "./sending.js";
import * as store from "./store.js";
import { list, locked, show } from "./waiting.js";
import { drop, fresh, keepNow, offer, soon, stop } from "./writing.js";

const AGAIN = 15000;
let seen = Date.now();

/* Where this computer stands */
async function stand() {
  const query = mine.stored ? `?aygit=${encodeURIComponent(mine.stored.device)}` : "";
  try {
    const answer = await asked(`${at.standing}${query}`);
    mine.here = true;
    if (answer.door) return { closed: true, door: answer.door };
    if (!answer.ok) return { closed: true, error: answer.told.error };
    return answer.told;
  } catch (error) {
    if (!(error instanceof NoLine)) throw error;
    mine.here = false;
    return { cut: true };
  }
}

async function line() {
  const told = await stand();
  const count = mine.stored ? (await store.written()).length : 0;
  if (told.device === "ended") { await store.wipe(); forget(); show("none", "ended"); }
  if (told.cut) state("cut", {}, "look");
  else if (told.closed) state("closed", {}, "look");
  else state(count ? "there-waiting" : "there", { n: count });
  problem(told.error || "", told.door || "");
  if (!told.cut && !told.closed && mine.stored) {
    mine.stored.hours = told.hours || mine.stored.hours;
    await tellExpired();
  }
  return told;
}

async function tellExpired() {
  const count = await store.sweep(Date.now());
  if (!count) return;
  problem(say("expired", { n: count }));
  const answer = await asked(at.expired, { device: mine.stored.device, count });
  if (answer.ok) await store.told();
}

function forget() {
  mine.stored = null;
  mine.half = null;
  mine.secret = null;
  mine.writing = null;
  all("form").forEach((each) => each.reset());
}

async function start() {
  if (!able()) { show("none", "old"); return; }
  mine.stored = (await store.keys()) || null;
  if (mine.stored) await store.sweep(Date.now());
  const told = await line();
  if (told.device === "ended") return;
  if (told.device === "other" && mine.stored) { show("other"); return; }
  if (mine.stored) { await locked(); return; }
  if (told.cut || told.closed) { show("none", "line"); return; }
  if (!told.hours) { show("none", "centre"); return; }
  $("[data-hours]").textContent = told.hours;
  show("off");
  $("#on-password").focus();
}

/* Opening and closing */
async function switchOn(password) {
  const answer = await asked(at.on, { password });
  if (!answer.ok) { problem(answer.told.error || say("failed"), answer.door); return; }
  mine.half = bytesOf(answer.told.half);
  mine.stored = { ...(await begin(answer.told.device, password, mine.half)), hours: answer.told.hours };
  mine.secret = await unwrapped(mine.stored, password, mine.half);
  await store.putKeys(mine.stored);
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  await keepPage();
  await list();
}

async function unlock(password) {
  if (!mine.half) {
    const answer = await asked(at.half, { device: mine.stored.device });
    if (!answer.ok) { problem(answer.told.error || say("failed"), answer.door); return; }
    mine.half = bytesOf(answer.told.half);
  }
  try {
    mine.secret = await unwrapped(mine.stored, password, mine.half);
  } catch (error) {
    problem(say("wrong"));
    return;
  }
  problem("");
  await list();
  await send();
}

async function lock() {
  await keepNow();
  mine.secret = null;
  mine.writing = null;
  all("form").forEach((each) => each.reset());
  all("[data-waiting], [data-sent], [data-drafts-list]").forEach((each) => each.replaceChildren());
  $("[data-sent-card]").hidden = true;
  problem("");
  if (mine.stored) await locked();
}

/* Leaving */
/* Asks once more before something goes for good; where nothing would be lost it is done at once. */
async function ask(word, act) {
  const count = word === "sure-drop" ? 1 : (await store.written()).length;
  if (!count) { await act(); return; }
  mine.sure = act;
  $("[data-sure-text]").textContent = say(word, { n: count });
  $("[data-sure]").hidden = false;
  $("[data-act=sure]").focus();
}

async function off(why) {
  if (mine.here !== false) { try { await asked(at.off, { device: mine.stored.device, why }); } catch (error) { /* wiped here all the same */ } }
  await store.wipe();
  forget();
}

async function leave() {
  await off("signed_out");
  const form = document.createElement("form");
  form.method = "post";
  form.action = at.leave;
  const hidden = document.createElement("input");
  hidden.type = "hidden";
  hidden.name = "csrfmiddlewaretoken";
  hidden.value = token.value;
  form.append(hidden);
  document.body.append(form);
  form.submit();
}

/* Hands */
async function guarded(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NoLine)) { problem(say("failed")); throw error; }
    mine.here = false;
    state("cut", {}, "look");
    problem(say("no-line"));
  }
}

const ACTS = {
  lock, send, leave: () => ask("sure-leave", leave), off: () => ask("sure-off", async () => { await off("switched_off"); await start(); }),
  sure: () => mine.sure && mine.sure(), unsure: () => { mine.sure = null; $("[data-sure]").hidden = true; },
  tally: () => fresh("tally"), talk: () => fresh("talk"), later: () => stop(false), drop: () => ask("sure-drop", drop),
};

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-act]");
  if (pressed) guarded(() => ACTS[pressed.dataset.act]());
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.dataset.kind) { guarded(() => stop(true)); return; }
  const field = $("[name=password]", form);
  const password = field.value;
  field.value = "";
  const press = $("[type=submit]", form);
  press.disabled = true;
  guarded(() => (form.dataset.view === "off" ? switchOn(password) : unlock(password))).finally(() => { press.disabled = false; });
});

all("form[data-kind]").forEach((form) => {
  const changed = (event) => {
    settle(form, event.target);
    soon();
  };
  form.addEventListener("input", changed);
});

$("[data-take]").addEventListener("toggle", (event) => { if (event.target.open) guarded(offer); });

/* The screen locks by itself, and at once with F9 or Esc twice; leaving the page keeps what was typed. */
let escape = 0;
document.addEventListener("keydown", (event) => {
  seen = Date.now();
  const twice = event.key === "Escape" && seen - escape < 700;
  escape = event.key === "Escape" ? seen : 0;
  if ((event.key === "F9" || twice) && mine.stored && (mine.secret || mine.writing)) { event.preventDefault(); guarded(lock); }
});
["pointerdown", "wheel", "touchstart"].forEach((name) => document.addEventListener(name, () => { seen = Date.now(); }, { passive: true }));
document.addEventListener("visibilitychange", () => { if (document.hidden) keepNow(); });
window.addEventListener("pagehide", () => { keepNow(); });
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

async function look() {
  if (mine.stored && (mine.secret || mine.writing) && Date.now() - seen > Number(at.idle) * 1000) { await lock(); return; }
  if (!mine.stored || mine.sending) return;
  if (await store.sweep(Date.now()) && mine.secret && !mine.writing) await list();
}

async function again() {
  if (!mine.stored || mine.sending) return;
  const told = await line();
  if (told.cut || told.closed || !mine.stored) return;
  if (mine.secret) await send();
  else if (!mine.writing) await locked();
}

setInterval(() => guarded(look), 5000);
setInterval(() => guarded(again), AGAIN);
window.addEventListener("online", () => guarded(again));
window.addEventListener("offline", () => guarded(again));
guarded(start).then(() => (mine.stored ? keepPage().catch(() => { /* no line now: the page kept before stays */ }) : null));
