/* The search box in the header: nothing is loaded until a reader reaches for it; then it answers while they type.

   "/" leads to it from anywhere, the arrow keys go through the answers, Enter opens one or else the page of
   search, Esc closes them. */
"use strict";

(() => {
  const { make, load } = briefbookShared;
  const MOST = 7;
  const query = document.querySelector(".bb-search [name=q], #search--query");

  // Single keys: "/" here, and those of the theme. A reader may turn them off on the page of search (WCAG 2.1.4).

  const SHORTCUTS = "briefbook.shortcuts";
  const kept = (() => {
    try {
      return localStorage;
    } catch {
      return null; // refused
    }
  })();

  addEventListener(
    "keydown",
    (event) => {
      const fields = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
      const isTyping = event.target instanceof Element && event.target.closest(fields);
      const isCombined = event.ctrlKey || event.metaKey || event.altKey;
      if (isTyping || isCombined || event.key.length > 1 || event.key === " ") return;
      if (kept?.getItem(SHORTCUTS) === "off") {
        event.stopImmediatePropagation();
      } else if (event.key === "/" && query instanceof HTMLInputElement) {
        event.preventDefault();
        query.focus();
        query.select();
      }
    },
    { capture: true },
  );

  const keys = document.getElementById("search--keys");
  const shortcuts = keys?.querySelector("input");
  if (keys && shortcuts) {
    keys.hidden = false;
    shortcuts.checked = kept?.getItem(SHORTCUTS) !== "off";
    shortcuts.addEventListener("change", () => kept?.setItem(SHORTCUTS, shortcuts.checked ? "on" : "off"));
  }

  const form = document.querySelector(".bb-search");
  const list = form?.querySelector("[role=listbox]");
  const status = form?.querySelector("[role=status]");
  if (!(form instanceof HTMLFormElement && query instanceof HTMLInputElement)) return;
  if (!(list instanceof HTMLElement && status)) return;

  query.role = "combobox";
  query.ariaAutoComplete = "list";
  query.setAttribute("aria-controls", list.id);
  query.ariaExpanded = "false";

  /** @type {Promise<void> | null} */
  let loading = null;

  async function loadSearch() {
    if (typeof briefbookSearch === "object") return;
    loading ??= load("assets/search.js").finally(() => (loading = null));
    await loading;
  }

  const close = () => {
    list.hidden = true;
    query.ariaExpanded = "false";
    query.removeAttribute("aria-activedescendant");
  };

  const choose = (option) => {
    for (const each of list.children) each.ariaSelected = String(each === option);
    query.removeAttribute("aria-activedescendant");
    if (!option) return;
    query.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  let typing = 0;
  let latest = 0;

  const suggest = async () => {
    clearTimeout(typing);
    const number = ++latest;
    const text = query.value;
    if (!text.trim()) return close();
    try {
      await loadSearch();
      const answer = await briefbookSearch.search(text);
      const pages = await Promise.all(answer.numbers.slice(0, MOST).map(briefbookSearch.page));
      const found = briefbookResults.countOf(answer, text.trim());
      if (number === latest && document.activeElement === query) showSuggestions(pages, found, text);
    } catch {
      if (number !== latest) return;
      close();
      status.textContent = "The search could not be loaded. Press Enter to open its page.";
    }
  };

  const showSuggestions = (pages, found, text) => {
    const { addressOf, titleOf, factsOf } = briefbookResults;
    const all = new URL(form.action);
    all.search = String(new URLSearchParams({ q: text }));
    const options = pages.map((page) =>
      make("a", { href: addressOf(page) }, make("strong", {}, ...titleOf(page)), factsOf(page).join(" · ")),
    );
    options.push(make("a", { href: all.href }, found));
    options.forEach((option, at) => {
      Object.assign(option, { id: `bb-search--option-${at}`, role: "option", tabIndex: -1 });
    });
    list.replaceChildren(...options);
    list.hidden = false;
    query.ariaExpanded = "true";
    choose(null);
    status.textContent = found;
  };

  query.addEventListener("focus", () => loadSearch().catch(() => {}));
  query.addEventListener("input", () => {
    choose(null);
    clearTimeout(typing);
    typing = setTimeout(suggest, 120);
  });
  query.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const options = [null, ...list.querySelectorAll("a")];
    const at = options.findIndex((each) => each?.ariaSelected === "true");
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Escape") {
      if (list.hidden) query.value = "";
      clearTimeout(typing);
      latest++;
      close();
      event.preventDefault();
    } else if (by && list.hidden) {
      suggest();
      event.preventDefault();
    } else if (by) {
      choose(options[(Math.max(at, 0) + by + options.length) % options.length]);
      event.preventDefault();
    } else if (event.key === "Enter" && at > 0 && !list.hidden) {
      options[at]?.click();
      event.preventDefault();
    }
  });
  form.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (!(next instanceof Node && form.contains(next))) close();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus, so that the click arrives
})();
