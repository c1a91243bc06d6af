/* Seals what is written on this computer with the browser's own ciphers; no primitive is written here.
 *
 * A pair of keys is made for this computer. Writing needs the public one only. The private one lies here wrapped by
 * a key made of two halves: her password, stretched, and 32 random bytes that are with the centre and are given to
 * her signed-in session. Neither half alone opens anything or can even be tried. Opened keys cannot be exported. */

export const ROUNDS = 1000000;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const BLOCK = 1024;
const subtle = globalThis.crypto && globalThis.crypto.subtle;
const coded = new TextEncoder();

export const able = () => Boolean(subtle && globalThis.indexedDB);

export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/* Password and half → the key that wraps; `salt` is random and lies beside it. */
async function wrapping(password, half, salt) {
  const typed = await subtle.importKey("raw", coded.encode(password), "PBKDF2", false, ["deriveBits"]);
  const slow = await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, typed, 256);
  const both = new Uint8Array(64);
  both.set(new Uint8Array(slow));
  both.set(half, 32);
  const whole = await subtle.importKey("raw", both, "HKDF", false, ["deriveKey"]);
  both.fill(0);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: coded.encode("belge/wrap") };
  return subtle.deriveKey(how, whole, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

/* A new pair, as it is stored: { device, salt, iv, wrapped, open }, where `open` is the public half. */
export async function begin(device, password, half) {
  const pair = await subtle.generateKey(CURVE, true, ["deriveBits"]);
  const salt = random(32);
  const iv = random(12);
  const key = await wrapping(password, half, salt);
  const bound = { name: "AES-GCM", iv, additionalData: coded.encode(device) };
  const wrapped = await subtle.wrapKey("pkcs8", pair.privateKey, key, bound);
  const open = await subtle.exportKey("raw", pair.publicKey);
  return { device, salt, iv, wrapped, open };
}

/* The private key, not to be exported; throws when password or half is not the right one. */
export async function unwrapped(stored, password, half) {
  const key = await wrapping(password, half, stored.salt);
  const bound = { name: "AES-GCM", iv: stored.iv, additionalData: coded.encode(stored.device) };
  return subtle.unwrapKey("pkcs8", stored.wrapped, key, bound, CURVE, false, ["deriveBits"]);
}

async function entryKey(privateKey, publicRaw, ephemeral, use) {
  const other = await subtle.importKey("raw", publicRaw, CURVE, false, []);
  const shared = await subtle.deriveBits({ name: "ECDH", public: other }, privateKey, 256);
  const whole = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: ephemeral, info: coded.encode("belge/entry") };
  return subtle.deriveKey(how, whole, { name: "AES-GCM", length: 256 }, false, [use]);
}

/* Filled up to whole kilobytes, so that the length of what lies here tells little. */
function packed(value) {
  const text = coded.encode(JSON.stringify(value));
  const whole = new Uint8Array(Math.ceil((text.length + 4) / BLOCK) * BLOCK);
  new DataView(whole.buffer).setUint32(0, text.length);
  whole.set(text, 4);
  return whole;
}

const placeOf = (id, ends, device) => coded.encode(`${device}|${id}|${ends}`);

/* One entry sealed: only the public key is needed, so that it works while everything is locked. */
export async function sealed(stored, id, ends, value) {
  const fresh = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  const ephemeral = await subtle.exportKey("raw", fresh.publicKey);
  const key = await entryKey(fresh.privateKey, stored.open, ephemeral, "encrypt");
  const iv = random(12);
  const bound = { name: "AES-GCM", iv, additionalData: placeOf(id, ends, stored.device) };
  return { id, ends, ephemeral, iv, body: await subtle.encrypt(bound, key, packed(value)) };
}

/* What was sealed; throws when it was changed, moved to another entry, or is of another computer. */
export async function opened(stored, privateKey, row) {
  const key = await entryKey(privateKey, row.ephemeral, row.ephemeral, "decrypt");
  const bound = { name: "AES-GCM", iv: row.iv, additionalData: placeOf(row.id, row.ends, stored.device) };
  const whole = await subtle.decrypt(bound, key, row.body);
  const length = new DataView(whole).getUint32(0);
  return JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 4, length)));
}
