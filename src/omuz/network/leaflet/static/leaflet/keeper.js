// Answers from the telephone's store when the line is cut; there only for whoever asked to keep the page.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith((async () => {
    const store = await caches.open("sayfa");
    const known = await store.match(request, { ignoreSearch: true });
    try {
      const fresh = await fetch(request);
      if (known && fresh.ok) await store.put(request, fresh.clone());
      return fresh;
    } catch (error) {
      if (known) return known;
      throw error;
    }
  })());
});
