// On a phone that tries whether it reaches a laptop: it tells the laptop what time it is.
(() => {
  const page = document.querySelector("[data-tell-time]");
  if (!page || !window.fetch) return;
  const body = new URLSearchParams();
  body.set("time", String(Date.now()));
  fetch(page.dataset.tellTime, { method: "POST", body }).catch(() => {});
})();
