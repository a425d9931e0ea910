// On a phone what a page can do without at first is folded: without scripts it is open.
if (matchMedia("(max-width: 59.9375em)").matches) {
  for (const fold of document.querySelectorAll("details[data-bb-fold]")) {
    fold.removeAttribute("open");
  }
}
