/* Writing an entry: sealed again at every pause; an unfinished interview taken along while there is a line. */

import { $, all, at, button, clock, day, item, newName, problem, say } from "./drawing.js";
import { edits, fill, read } from "./fields.js";
import { asked } from "./line.js";
import { mine } from "./memory.js";
import { sealed } from "./sealing.js";
import { send } from "./sending.js";
import * as store from "./store.js";
import { list, locked, show } from "./waiting.js";

let pending = Promise.resolve();
let timer = 0;

const formOf = (kind) => $(`form[data-kind=${kind}]`);

export function fresh(kind) {
  const form = formOf(kind);
  form.reset();
  const shown = read(form);
  const now = new Date();
  fill(form, { on: [day(now).slice(0, 10)], ...(kind === "tally" ? { clock: [clock(now)] } : {}) });
  compose({ id: newName(), kind, written_at: now.toISOString(), shown, known: {}, finished: false, edits: {} });
}

export function resume(row, entry) {
  const form = formOf(entry.kind);
  form.reset();
  // Every group first as it was shown, then as she left it: a choice she took back stays taken back.
  all("input[type=checkbox]", form).forEach((box) => { box.checked = false; });
  const fields = { ...entry.shown };
  for (const [name, edit] of Object.entries(entry.edits)) fields[name] = edit.now;
  fill(form, fields);
  if (entry.kind === "talk") $("#talk-case").value = entry.interview ? "" : entry.code || "";
  compose({ ...entry, ends: row.ends });
}

function compose(entry) {
  mine.writing = entry;
  problem("");
  if (entry.kind === "talk") {
    $("[data-talk-code]").textContent = entry.interview ? entry.code : "";
    $("[data-talk-code-field]").hidden = Boolean(entry.interview);
  }
  all("[data-kept]").forEach((each) => { each.textContent = ""; });
  show(entry.kind);
  window.scrollTo(0, 0);
  $("h2", formOf(entry.kind)).scrollIntoView({ block: "nearest" });
}

/* Seals what stands in the form; one after the other, so that an older version never comes last. */
export function keepNow() {
  clearTimeout(timer);
  timer = 0;
  if (!mine.writing) return pending;
  const form = formOf(mine.writing.kind);
  mine.writing.edits = edits(mine.writing.shown, mine.writing.known, read(form));
  if (mine.writing.kind === "talk" && !mine.writing.interview) mine.writing.code = $("#talk-case").value.trim();
  if (!mine.writing.ends) mine.writing.ends = Date.now() + mine.stored.hours * 3600000;
  const entry = JSON.parse(JSON.stringify(mine.writing));
  const keys = mine.stored;
  pending = pending.then(() => sealed(keys, entry.id, entry.ends, entry)).then((row) => store.put({ ...row, idle: !Object.keys(entry.edits).length })).then(
    () => { all("[data-kept]").forEach((each) => { each.textContent = say("kept", { t: clock(Date.now()) }); }); return true; },
    () => { problem(say("not-kept")); return false; },
  );
  return pending;
}

export async function stop(finished) {
  if (finished) { mine.writing.finished = true; delete mine.writing.refused; }
  if ((await keepNow()) === false) return;
  mine.writing = null;
  all("form").forEach((each) => each.reset());
  if (!mine.secret) { await locked(); return; }
  await list();
  await send();
}

/* Taking an unfinished interview along */
export async function offer() {
  const answer = await asked(at.drafts);
  if (!answer.ok) { problem(answer.told.error || say("failed"), answer.door); return; }
  $("[data-drafts-none]").hidden = answer.told.drafts.length > 0;
  $("[data-drafts-list]").replaceChildren(...answer.told.drafts.map((each) => {
    const line = item(["strong", each.code], ["span", day(each.at), "quiet"]);
    line.append(button(say("take"), async (event) => { event.target.disabled = true; await take(each.id); }));
    return line;
  }));
}

/* A field that holds nothing but an empty text is an empty field. */
function filled(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, values.filter((each) => each !== "")]));
}

async function take(id) {
  const answer = await asked(`${at.drafts}${id}/`, {});
  if (!answer.ok) { problem(answer.told.error || say("failed"), answer.door); return; }
  const form = formOf("talk");
  form.reset();
  const standing = read(form);
  const known = answer.told.fields;
  const entry = { id: newName(), kind: "talk", interview: id, code: answer.told.code, written_at: new Date().toISOString(), shown: { ...standing, ...filled(known) }, known, finished: false, edits: {} };
  await store.put({ ...(await sealed(mine.stored, entry.id, Date.now() + mine.stored.hours * 3600000, entry)), idle: true });
  await list();
}

export async function drop() {
  clearTimeout(timer);
  const id = mine.writing.id;
  mine.writing = null;
  await pending;
  await store.remove(id);
  all("form").forEach((each) => each.reset());
  if (mine.secret) await list(); else await locked();
}

/* A moment after the last key everything typed lies sealed. */
export function soon() {
  clearTimeout(timer);
  timer = setTimeout(keepNow, 700);
}
