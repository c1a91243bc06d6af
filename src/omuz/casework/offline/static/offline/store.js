/* Where sealed entries lie: one small database of this browser. Plain in it are only a random name of each entry,
 * when it is to be destroyed, whether it was tried to send, whether nothing was written in it yet (`idle`), and how
 * many were destroyed unsent. */

export const NAME = "belge";
const TABLES = ["keys", "sealed", "counts"];

function asked(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

let database = null;

async function base() {
  if (database) return database;
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => TABLES.forEach((name) => request.result.createObjectStore(name, { keyPath: "id" }));
  database = await asked(request);
  database.onversionchange = () => { database.close(); database = null; };
  database.onclose = () => { database = null; };
  return database;
}

async function within(name, mode, work) {
  const act = (await base()).transaction(name, mode);
  const told = work(act.objectStore(name));
  const ended = new Promise((done, failed) => {
    act.oncomplete = done;
    act.onabort = () => failed(act.error);
  });
  const [found] = await Promise.all([told ? asked(told) : null, ended]);
  return found;
}

export const keys = () => within("keys", "readonly", (table) => table.get(1));
export const putKeys = (stored) => within("keys", "readwrite", (table) => table.put({ ...stored, id: 1 }));
export const entries = () => within("sealed", "readonly", (table) => table.getAll());
/* Entries in which something was written. */
export const written = async () => (await entries()).filter((row) => !row.idle);
export const put = (row) => within("sealed", "readwrite", (table) => table.put(row));
export const remove = (id) => within("sealed", "readwrite", (table) => table.delete(id));

/* Destroys what is past its time; returns how many were destroyed here and not yet told. */
export async function sweep(now) {
  const late = (await entries()).filter((row) => row.ends <= now);
  for (const row of late) await remove(row.id);
  const lost = late.filter((row) => !row.idle);
  const before = ((await within("counts", "readonly", (table) => table.get("expired"))) || { n: 0 }).n;
  const count = before + lost.length;
  if (lost.length) await within("counts", "readwrite", (table) => table.put({ id: "expired", n: count }));
  return count;
}

export const told = () => within("counts", "readwrite", (table) => table.delete("expired"));

/* Everything of this page goes: keys, entries, the kept page, the worker. */
export async function wipe() {
  if (database) { database.close(); database = null; }
  await asked(indexedDB.deleteDatabase(NAME));
  if ("caches" in window) await caches.delete(NAME);
}
