/* What only this page knows, and only while it is open: nothing of it is ever stored.
 *
 * `stored` is what lies on the computer (sealed keys), `half` came from the centre, `secret` is the opened key,
 * `here` says whether there is a line (null: not known yet), `writing` is the entry that stands in a form. */
export const mine = { stored: null, half: null, secret: null, here: null, writing: null, sending: false, sure: null };
