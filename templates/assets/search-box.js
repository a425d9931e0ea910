/* The search box in the header: nothing is loaded until a reader reaches for it; then it answers while they type.

   "/" leads to it from anywhere, the arrow keys go through the answers, Enter opens one or else the page of
   search, Esc closes them. */
"use strict";

(() => {
  const MOST = 7;
  const { make, load } = briefbookShared;
  const form = document.querySelector(".bb-search");
  const query = form?.elements.q ?? document.getElementById("search--query");

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
      const isTyping = event.target.closest?.(
        "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]",
      );
      const isCombined = event.ctrlKey || event.metaKey || event.altKey;
      if (isTyping || isCombined || event.key.length > 1 || event.key === " ") return;
      if (kept?.getItem(SHORTCUTS) === "off") {
        event.stopImmediatePropagation();
      } else if (event.key === "/" && query) {
        event.preventDefault();
        query.focus();
        query.select();
      }
    },
    { capture: true },
  );

  const shortcuts = document.getElementById("search--shortcuts");
  if (shortcuts) {
    document.getElementById("search--keys").hidden = false;
    shortcuts.checked = kept?.getItem(SHORTCUTS) !== "off";
    shortcuts.addEventListener("change", () => kept?.setItem(SHORTCUTS, shortcuts.checked ? "on" : "off"));
  }

  if (!form) return;

  let loaded = null;

  async function loadSearch() {
    if (typeof briefbookSearch === "object") return;
    loaded ??= load("assets/search.js").finally(() => (loaded = null));
    await loaded;
  }

  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[role=status]");
  query.setAttribute("role", "combobox");
  query.setAttribute("aria-autocomplete", "list");
  query.setAttribute("aria-controls", list.id);
  query.setAttribute("aria-expanded", "false");

  function close() {
    list.hidden = true;
    query.setAttribute("aria-expanded", "false");
    query.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    for (const each of list.children) each.setAttribute("aria-selected", String(each === option));
    if (option) {
      query.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      query.removeAttribute("aria-activedescendant");
    }
  }

  function optionOf(address, at, ...content) {
    return make(
      "a",
      { id: `bb-search--option-${at}`, role: "option", ariaSelected: "false", tabIndex: -1, href: address },
      ...content,
    );
  }

  function allOf(text) {
    const address = new URL(form.action);
    address.search = new URLSearchParams({ q: text });
    return address;
  }

  let typing;
  let latest = 0;

  function forget() {
    clearTimeout(typing);
    latest++;
    close();
  }

  async function suggest() {
    clearTimeout(typing);
    const number = ++latest;
    const text = query.value;
    if (!text.trim()) return close();
    try {
      await loadSearch();
      const answer = await briefbookSearch.search(text);
      const pages = await Promise.all(answer.numbers.slice(0, MOST).map(briefbookSearch.page));
      if (number === latest && document.activeElement === query)
        showSuggestions(pages, briefbookResults.countOf(answer, text.trim()), text);
    } catch {
      if (number !== latest) return;
      close();
      status.textContent = "The search could not be loaded. Press Enter to open its page.";
    }
  }

  function showSuggestions(pages, found, text) {
    const { addressOf, titleOf, factsOf } = briefbookResults;
    const options = pages.map((page, at) =>
      optionOf(addressOf(page), at, make("strong", {}, ...titleOf(page)), factsOf(page).join(" · ")),
    );
    options.push(optionOf(allOf(text), options.length, found));
    list.replaceChildren(...options);
    list.hidden = false;
    query.setAttribute("aria-expanded", "true");
    choose(null);
    status.textContent = found;
  }

  query.addEventListener("focus", () => loadSearch().catch(() => {}));
  query.addEventListener("input", () => {
    choose(null);
    clearTimeout(typing);
    typing = setTimeout(suggest, 120);
  });
  query.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const options = [null, ...list.children];
    const at = options.findIndex((each) => each?.getAttribute("aria-selected") === "true");
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      if (list.hidden) query.value = "";
      forget();
      event.preventDefault();
    } else if (by && list.hidden) {
      suggest();
      event.preventDefault();
    } else if (by) {
      choose(options.at((Math.max(at, 0) + by + options.length) % options.length));
      event.preventDefault();
    } else if (event.key === "Enter" && at > 0 && !list.hidden) {
      options[at].click();
      event.preventDefault();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus, so that the click arrives
})();
