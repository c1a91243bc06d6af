/* What the page shows: one part at a time; what waits on this computer, by code and time only. */

import { resume } from "./writing.js";
import { $, all, button, day, item, say } from "./drawing.js";
import { mine } from "./memory.js";
import { opened } from "./sealing.js";
import * as store from "./store.js";

const SOON = 2 * 3600000;

export function show(name, reason = "") {
  all("[data-view]").forEach((each) => { each.hidden = each.dataset.view !== name; });
  all("[data-none]").forEach((each) => { each.hidden = each.dataset.none !== reason; });
  $("[data-act=lock]").hidden = !mine.secret;
  $("[data-sure]").hidden = true;
  $("[data-home]").hidden = mine.here === false;
}

export async function locked() {
  const rows = await store.entries();
  const first = Math.min(...rows.map((row) => row.ends));
  $("[data-locked-count]").textContent = rows.length ? say("locked-some", { n: rows.length, t: day(first) }) : say("locked-none");
  $("[data-locked-line]").hidden = Boolean(mine.half) || mine.here !== false;
  $("[data-locked-open]").hidden = $("[data-locked-password]").hidden = !mine.half && mine.here === false;
  show("locked");
}

export const nameOf = (entry) => (entry.kind === "tally" ? say("tally") : say("talk", { c: entry.code || "" }));
export const touched = (entry) => Object.keys(entry.edits).length > 0;

export async function list() {
  const rows = (await store.entries()).sort((one, other) => one.ends - other.ends);
  const lines = [];
  for (const row of rows) {
    const entry = await opened(mine.stored, mine.secret, row);
    const left = row.ends - Date.now() < SOON ? say("soon", { t: day(row.ends) }) : say("until", { t: day(row.ends) });
    const mark = row.tried ? say("tried") : !touched(entry) ? say("untouched") : entry.finished ? "" : say("unfinished");
    const line = item(["strong", nameOf(entry)], ["span", day(entry.written_at)], mark && ["span", mark, "quiet"], ["span", left, row.ends - Date.now() < SOON ? "offline-soon" : "quiet"]);
    if (entry.refused) line.append(item(["span", entry.refused, "offline-refused"]).firstChild);
    if (!row.tried) line.append(button(say("open"), () => resume(row, entry)));
    lines.push(line);
  }
  $("[data-waiting]").replaceChildren(...lines);
  $("[data-waiting-none]").hidden = lines.length > 0;
  $("[data-act=send]").hidden = !lines.length || mine.here === false;
  $("[data-take]").hidden = mine.here === false;
  show("list");
}
