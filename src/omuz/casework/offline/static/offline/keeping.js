/* Keeps the page itself on this computer. */

import { at } from "./drawing.js";
import { NAME } from "./store.js";

/* The empty page and what it is drawn with, for when there is no line; nothing else is ever kept. */
export async function keepPage() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  await navigator.serviceWorker.register(at.keeper, { scope: location.pathname });
  const parts = performance.getEntriesByType("resource").map((each) => each.name);
  const own = parts.filter((each) => /\.(css|js|woff2|svg|webmanifest)($|\?)/.test(each) && each.startsWith(location.origin));
  const kept = await caches.open(NAME);
  await kept.addAll([...new Set([location.pathname, at.keeper, document.querySelector("link[rel=manifest]").href, ...own])]);
}
