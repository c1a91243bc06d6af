// Quick exit without a way back, and keeping the page on the telephone for whoever asks; the page works without it.
(() => {
  const root = document.documentElement;
  // A sentence for browsers without scripts goes before it is ever seen.
  root.dataset.script = "";
  const away = root.dataset.away;
  const FLAG = "away";
  const STORE = "sayfa";

  const gone = () => { try { return sessionStorage.getItem(FLAG) === "1"; } catch { return false; } };
  const mark = (on) => { try { on ? sessionStorage.setItem(FLAG, "1") : sessionStorage.removeItem(FLAG); } catch { /* a browser that keeps nothing */ } };
  const cameBack = () => performance.getEntriesByType("navigation")[0]?.type === "back_forward";

  const leave = () => { mark(true); root.hidden = true; location.replace(away); };

  // Whoever presses the back button after the exit sees the same neutral page again.
  if (gone()) { if (cameBack()) { leave(); return; } mark(false); }
  addEventListener("pageshow", (event) => { if (event.persisted && gone()) leave(); });

  let escape = 0;
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const now = Date.now();
    if (now - escape < 800) leave();
    escape = now;
  });

  const kept = () => "serviceWorker" in navigator && "caches" in window;

  const keep = async () => {
    await navigator.serviceWorker.register(root.dataset.keeper, { scope: new URL(".", new URL(root.dataset.keeper, location.href)).pathname });
    const parts = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((each) => each.href || each.src);
    const store = await caches.open(STORE);
    await store.addAll([location.pathname, away, ...parts].filter((each) => new URL(each, location.href).origin === location.origin));
  };
  const unkeep = async () => {
    await caches.delete(STORE);
    for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
  };

  addEventListener("DOMContentLoaded", () => {
    document.querySelector(".exit").addEventListener("click", (event) => { event.preventDefault(); leave(); });
    // A language or a card takes the place of this page, so that the exit finds one page only behind it.
    for (const each of document.querySelectorAll("[data-turn]"))
      each.addEventListener("click", (event) => { event.preventDefault(); location.replace(each.href); });
    for (const each of document.querySelectorAll("[data-open]"))
      each.addEventListener("click", (event) => {
        const box = document.getElementById(each.hash.slice(1))?.closest("details");
        if (!box) return;
        // No new place in the history: the back button knows one page of this, and no more.
        event.preventDefault();
        box.open = true;
        box.scrollIntoView();
        box.querySelector("summary").focus();
      });
    const print = document.querySelector("[data-print]");
    if (print) { print.hidden = false; print.addEventListener("click", () => window.print()); }
    const section = document.querySelector(".keep");
    if (!section || !kept()) return;
    section.hidden = false;
    const status = section.querySelector("[role=status]");
    const act = (button, work, said) => section.querySelector(button).addEventListener("click", async () => {
      try { await work(); status.textContent = status.dataset[said]; } catch { status.textContent = "–"; }
    });
    act("[data-keep]", keep, "kept");
    act("[data-unkeep]", unkeep, "unkept");
  });
})();
