/* Sending what waits, one after the other; the centre answers the same however often an entry comes. */

import { $, at, day, item, problem, say, state } from "./drawing.js";
import { NoLine, asked } from "./line.js";
import { mine } from "./memory.js";
import { opened, sealed } from "./sealing.js";
import * as store from "./store.js";
import { list, nameOf, show, touched } from "./waiting.js";

/* Sending: an entry is marked before it leaves and is not written on after; the centre knows it again by its name. */
export async function send() {
  if (mine.sending || !mine.secret || mine.here === false) return;
  mine.sending = true;
  const bar = $("[data-sending]");
  try {
    const rows = (await store.entries()).filter((row) => !mine.writing || row.id !== mine.writing.id);
    let done = 0;
    for (const row of rows) {
      const entry = await opened(mine.stored, mine.secret, row);
      done += 1;
      if (!touched(entry) || (entry.refused && !entry.finished)) continue;
      bar.hidden = false;
      bar.max = rows.length;
      bar.value = done;
      state("sending", { n: done, t: rows.length });
      if (!(await sendOne(row, entry))) break;
    }
  } catch (error) {
    if (error instanceof NoLine) { mine.here = false; } else { problem(say("failed")); }
  } finally {
    bar.hidden = true;
    mine.sending = false;
  }
  await after();
}

async function after() {
  if (!mine.stored) return;
  const rows = await store.written();
  if (mine.here === false) state("cut", {}, "look");
  else if (!rows.length && $("[data-sent]").children.length) state("all-sent", {}, "done");
  else if ($("[data-problem]").hidden) state(rows.length ? "there-waiting" : "there", { n: rows.length });
  if (mine.secret && !mine.writing) await list();
}

async function sendOne(row, entry) {
  await store.put({ ...row, tried: true });
  const { id, kind, written_at, edits: changes, finished, interview, code } = entry;
  const answer = await asked(at.deliver, { id, device: mine.stored.device, kind, written_at, edits: changes, finished, interview, code });
  if (answer.ok) {
    await store.remove(row.id);
    sent(entry, answer.told);
    return true;
  }
  if (answer.door) { state("closed", {}, "look"); problem(say("closed"), answer.door); await store.put({ ...row, tried: false }); return false; }
  if (answer.status === 410) { await store.wipe(); mine.stored = mine.half = mine.secret = null; show("none", "ended"); problem(answer.told.error); return false; }
  // Not an answer about this entry: it stays as it is and is tried again.
  if (answer.status === 403 || answer.status >= 500) { problem(say("failed")); return false; }
  // The centre said no and wrote nothing: the entry is hers again, with the reason beside it.
  const refused = answer.told.error || say("failed");
  await store.put({ ...(await sealed(mine.stored, row.id, row.ends, { ...entry, finished: false, refused })), tried: false });
  problem(refused);
  return true;
}

function sent(entry, told) {
  const line = item(["strong", nameOf(entry)], ["span", day(entry.written_at)]);
  const link = document.createElement("a");
  link.href = told.address;
  link.textContent = say(told.outcome);
  line.append(link);
  $("[data-sent]").append(line);
  $("[data-sent-card]").hidden = false;
}
