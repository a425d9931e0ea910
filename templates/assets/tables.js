"use strict";

// Tables that sort and filter in place, and lists that filter. What the reader chose is the value of a control, and each
// control's name and value stand in the address, so that a view can be sent: ?binding.sort=-signature&binding.filter=transfer
// Without this script they stand whole, in their own order.
(() => {
  const { make } = briefbookShared;
  const FEW = 6; // fewer entries need no filter
  let collator = null; // made when something is sorted, which few pages are

  const compare = (a, b) => {
    collator ??= new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
    return collator.compare(a, b);
  };

  const wordsOf = (element) => {
    const copy = element.cloneNode(true);
    for (const number of copy.querySelectorAll(".bb-cite")) number.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  const withoutCaseAndAccents = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();

  const valueIn = (cell) => cell.dataset.value ?? wordsOf(cell);

  // What is not known comes last, whichever way the rest is sorted. A sort keeps ties as they were.
  const sortedBy = (pairs, direction) =>
    pairs.sort(([, a], [, b]) => (a === "") - (b === "") || direction * compare(a, b)).map(([entry]) => entry);

  const columnsOf = (table) =>
    [...table.tHead.rows[0].cells].map((heading, index) => {
      const title = wordsOf(heading);
      return { heading, index, title, key: withoutCaseAndAccents(title).replace(/[^\p{L}\p{N}]+/gu, "-") };
    });

  const nextSort = (now, key) => (now === key ? `-${key}` : now === `-${key}` ? "" : key);

  const selectOf = (name, options) =>
    make("select", { name, autocomplete: "off" }, ...options.map(([value, text]) => new Option(text, value)));

  const labelled = (text, control, kind) =>
    make("label", { className: `bb-control bb-control-${kind}` }, text, " ", control);

  /** A table or a list, with its controls. `nouns` are the words for one entry and for several. */
  class Listing {
    constructor(name, element, entries, nouns, columns = []) {
      Object.assign(this, { name, element, entries, nouns, columns, choices: [] });
      const label = element.getAttribute("aria-label");
      this.bar = make("div", { className: "bb-controls", role: label && "group", ariaLabel: label });
      if (entries.length >= FEW) this.addFilter();
      if (columns.length) this.addSort();
      element.before(this.bar);
      this.bar.addEventListener("input", () => this.change());
    }

    get controls() {
      return [...this.bar.querySelectorAll("input, select")];
    }

    addFilter() {
      this.filter = make("input", {
        type: "search",
        name: `${this.name}.filter`,
        autocomplete: "off",
        spellcheck: false,
      });
      this.bar.append(labelled(`Filter these ${this.nouns[1]}`, this.filter, "filter"));
      for (const column of this.columns.filter(({ heading }) => "bbChoices" in heading.dataset)) this.addChoice(column);
      this.count = make("span", { className: "bb-count", ariaLive: "polite" });
      this.bar.append(this.count);
      const clear = make("button", { type: "button" }, `Show all ${this.nouns[1]}`);
      clear.addEventListener("click", () => {
        this.clear();
        this.filter.focus();
      });
      this.empty = make("p", { className: "bb-empty" }, `No ${this.nouns[0]} has these words. `, clear);
      this.element.after(this.empty);
    }

    addChoice({ index, title, key }) {
      const cells = this.entries.map((row) => row.cells[index]);
      const pairs = cells.map((cell) => [cell, valueIn(cell)]);
      const words = new Set(sortedBy(pairs, 1).map(wordsOf));
      if (words.size < 2) return;
      const select = selectOf(`${this.name}.${key}`, [["", "all"], ...[...words].map((each) => [each, each])]);
      this.choices.push({ select, index });
      this.bar.append(labelled(title, select, "choice"));
    }

    // The headings are buttons that set the control; on a phone, where they do not show, the control does.
    addSort() {
      const options = this.columns.flatMap(({ key, title }) => [
        [key, `${title}, ascending`],
        [`-${key}`, `${title}, descending`],
      ]);
      this.sort = selectOf(`${this.name}.sort`, [["", "order of the book"], ...options]);
      this.bar.prepend(labelled("Sort by", this.sort, "sort"));
      for (const { heading, key } of this.columns) {
        const button = make("button", { type: "button" }, ...heading.childNodes);
        button.addEventListener("click", () => {
          this.sort.value = nextSort(this.sort.value, key);
          this.change();
        });
        heading.append(button);
      }
    }

    change() {
      this.show();
      writeAddress();
    }

    clear() {
      for (const control of this.controls) if (control !== this.sort) control.value = "";
      this.change();
    }

    show() {
      if (this.sort) this.showSorted();
      if (this.filter) this.showFiltered();
    }

    showSorted() {
      if (this.sorted === this.sort.value) return;
      this.sorted = this.sort.value;
      const [, minus, sorted] = this.sort.value.match(/^(-?)(.*)$/);
      let rows = this.entries;
      for (const { heading, index, key } of this.columns) {
        heading.setAttribute("aria-sort", key !== sorted ? "none" : minus ? "descending" : "ascending");
        if (key !== sorted) continue;
        const pairs = rows.map((row) => [row, valueIn(row.cells[index])]);
        rows = sortedBy(pairs, minus ? -1 : 1);
      }
      this.element.tBodies[0].append(...rows);
    }

    showFiltered() {
      const sought = withoutCaseAndAccents(this.filter.value).split(/\s+/);
      const chosen = this.choices.filter(({ select }) => select.value);
      this.texts ??= this.entries.map((entry) => withoutCaseAndAccents(wordsOf(entry)));
      this.entries.forEach((entry, place) => {
        entry.hidden =
          !sought.every((word) => this.texts[place].includes(word)) ||
          !chosen.every(({ select, index }) => wordsOf(entry.cells[index]) === select.value);
      });
      const shown = this.entries.filter((entry) => !entry.hidden).length;
      const all = this.entries.length;
      this.count.textContent = shown < all ? `${shown} of ${all} ${this.nouns[1]}` : `${all} ${this.nouns[1]}`;
      this.bar.classList.toggle("bb-filtered", shown < all);
      this.empty.hidden = shown > 0;
    }
  }

  const listings = [
    ...[...document.querySelectorAll("table[data-bb-table]")].map(
      (table) =>
        new Listing(table.dataset.bbTable, table, [...table.tBodies[0].rows], ["row", "rows"], columnsOf(table)),
    ),
    ...[...document.querySelectorAll("[data-bb-filter]")].map(
      (list) => new Listing(list.dataset.bbFilter, list, [...list.children], ["entry", "entries"]),
    ),
  ];

  // A name that no control has is not read, and a value that a select does not offer leaves it as it was at first.
  const readAddress = () => {
    const asked = new URLSearchParams(location.search);
    for (const listing of listings) {
      for (const control of listing.controls) {
        control.value = asked.get(control.name) ?? "";
        if (control.selectedIndex === -1) control.value = "";
      }
      listing.show();
    }
  };

  const writeAddress = () => {
    const address = new URL(location.href);
    for (const { name, value } of listings.flatMap((listing) => listing.controls)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // A browser may refuse this from disk, or when it comes too often; the view itself stands.
    }
  };

  // A link to an entry that is filtered out shows it.
  const showTarget = () => {
    const target = document.querySelector(":target");
    const entry = target?.closest("[hidden]");
    const listing = listings.find(({ entries }) => entries.includes(entry));
    if (!listing) return;
    listing.clear();
    target.scrollIntoView();
  };

  readAddress();
  addEventListener("popstate", readAddress);
  addEventListener("hashchange", showTarget);
  // The same link again changes no address.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.('a[href*="#"]')) setTimeout(showTarget);
  });
})();
