// Leaving a discreet quiz at once, with as few entries in the history as can be. Everything works without it.
(() => {
  const leave = document.querySelector("[data-leave]");

  // The cookie goes in the background; the page that is left gives its place in the history to the next one.
  leave.addEventListener("submit", (event) => {
    if (!navigator.sendBeacon || !navigator.sendBeacon(leave.action)) return;
    event.preventDefault();
    location.replace(leave.dataset.leave);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.target || link.origin !== location.origin || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.hash && link.pathname === location.pathname) return; // a place on this page
    event.preventDefault();
    location.replace(link.href);
  });
})();
