// Shows the kept page when the line is cut; answers for the addresses beside it only, and never keeps an answer itself.
const STORE = "belge";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith((async () => {
    try {
      return await fetch(request);
    } catch (error) {
      const store = await caches.open(STORE);
      const known = await store.match(request, { ignoreSearch: true, ignoreVary: true });
      if (known) return known;
      throw error;
    }
  })());
});
