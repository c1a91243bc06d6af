// Slides on the whole screen, without rail and bar; arrows, page keys and space go from one to the next.
(() => {
  const slides = document.querySelector(".slides");
  const button = document.querySelector("[data-project]");
  if (!slides || !button || !slides.requestFullscreen) return;
  const each = [...slides.querySelectorAll(".slide")];
  const steps = { ArrowDown: 1, ArrowRight: 1, PageDown: 1, " ": 1, ArrowUp: -1, ArrowLeft: -1, PageUp: -1 };
  let here = 0;

  const show = (place) => {
    here = Math.min(Math.max(place, 0), each.length - 1);
    each[here].scrollIntoView({ behavior: "instant" });
    each[here].focus({ preventScroll: true });
  };

  button.hidden = false;
  button.addEventListener("click", () => {
    slides.requestFullscreen().then(() => show(0));
  });
  // The lock covers the page; the whole screen would lie over the lock.
  new MutationObserver(() => {
    if (document.documentElement.classList.contains("locked") && document.fullscreenElement) document.exitFullscreen();
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
  document.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (document.fullscreenElement !== slides || !step || event.target.closest("a, button")) return;
    event.preventDefault();
    show(here + step);
  });
})();
