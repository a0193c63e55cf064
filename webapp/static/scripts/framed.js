/* In a frame of another site: tell the pages that may show us how high this page is, so that it needs no bar of its own. */
(function () {
  "use strict";
  var origins = document.currentScript.getAttribute("data-origins").split(" ");
  var last = 0;

  function tell() {
    var height = Math.ceil(document.body.getBoundingClientRect().height);
    if (window.parent === window || height === last) return;
    last = height;
    origins.forEach(function (origin) {
      window.parent.postMessage({ trygHeight: height }, origin);
    });
  }

  tell();
  window.addEventListener("load", tell);
  window.addEventListener("resize", tell);
  if (window.ResizeObserver) new window.ResizeObserver(tell).observe(document.body);
  else window.setInterval(tell, 500);
})();
