/* Requests to the centre. Each answers { ok, status, told, door }, or throws NoLine when there is no line. */

export class NoLine extends Error {}
export const token = { value: "" };

export async function asked(address, body) {
  const options = { credentials: "same-origin", cache: "no-store", redirect: "manual", headers: { "X-Omuz-Background": "1" } };
  if (body !== undefined) {
    options.method = "POST";
    options.body = JSON.stringify(body);
    options.headers["X-CSRFToken"] = token.value;
    options.headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(address, options);
  } catch (error) {
    throw new NoLine(String(error));
  }
  // A gateway of the building that answers in the centre's place, or the program starting again: as good as no line.
  if (answer.status >= 502 || answer.type === "opaqueredirect") throw new NoLine(String(answer.status));
  let told = {};
  try { told = await answer.json(); } catch (error) { /* an answer without words */ }
  if (told.token) token.value = told.token;
  return { ok: answer.ok, status: answer.status, told, door: told.door || "" };
}
