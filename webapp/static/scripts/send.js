// Hands over the words of this page: to the clipboard, or to the share sheet of the phone. Nothing is sent from here.
(() => {
  const page = document, words = page.querySelector("[data-handed-over]"), told = page.querySelector("[data-copied]");
  const copy = page.querySelector("[data-copy]"), share = page.querySelector("[data-share]");

  // Older browsers copy what is selected.
  const select = () => {
    getSelection().selectAllChildren(words);
    return page.execCommand("copy") ? Promise.resolve() : Promise.reject();
  };
  const say = () => {
    told.hidden = false;
    page.getElementById("status").textContent = told.textContent;
  };
  copy.hidden = false;
  copy.addEventListener("click", () => {
    const { clipboard } = navigator;
    (clipboard ? clipboard.writeText(words.textContent).catch(select) : select()).then(say, () => getSelection().selectAllChildren(words));
  });
  if (navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => navigator.share({ text: words.textContent }).catch(() => {})); // a person may change their mind
  }
})();
