"use strict";

// Tables that sort and filter in place, and lists that filter. What the reader chose is the value of a control, and each
// control's name and value are in the address, so that a view can be sent: ?binding.sort=-signature&binding.filter=transfer
// Without this script they are whole, in their own order.
(() => {
  const { make } = briefbookShared;
  const FEW = 6; // fewer entries need no filter
  let collator; // made when something is sorted, which few pages are

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
  const sortedBy = (rows, index, direction) => {
    collator ??= new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
    const { compare } = collator;
    return rows
      .map((row) => [row, valueIn(row.cells[index])])
      .sort(([, a], [, b]) => Number(a === "") - Number(b === "") || direction * compare(a, b))
      .map(([row]) => row);
  };

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

  // A table or a list is given its controls.
  const listingOf = (element) => {
    const isTable = element instanceof HTMLTableElement;
    const name = element.dataset.bbTable ?? element.dataset.bbFilter;
    const [noun, nouns] = isTable ? ["row", "rows"] : ["entry", "entries"];
    const entries = [...(isTable ? element.tBodies[0].rows : element.children)];
    const columns = isTable ? columnsOf(element) : [];
    const label = element.ariaLabel;
    const bar = make("div", { className: "bb-controls", role: label && "group", ariaLabel: label });

    const controls = () =>
      /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...bar.querySelectorAll("input, select")]);

    const change = () => {
      show();
      writeAddress();
    };

    const clear = () => {
      for (const control of controls()) if (control.name !== `${name}.sort`) control.value = "";
      change();
    };

    const addFilter = () => {
      const input = make("input", { type: "search", name: `${name}.filter`, autocomplete: "off", spellcheck: false });
      bar.append(labelled(`Filter these ${nouns}`, input, "filter"));
      const choices = columns.filter(({ heading }) => "bbChoices" in heading.dataset).flatMap(addChoice);
      const count = make("span", { className: "bb-count", ariaLive: "polite" });
      bar.append(count);
      const all = make("button", { type: "button" }, `Show all ${nouns}`);
      all.addEventListener("click", () => {
        clear();
        input.focus();
      });
      const empty = make("p", { className: "bb-empty" }, `No ${noun} has these words. `, all);
      element.after(empty);
      let texts;
      return () => {
        const sought = withoutCaseAndAccents(input.value).split(/\s+/);
        const chosen = choices.filter(({ select }) => select.value);
        texts ??= entries.map((entry) => withoutCaseAndAccents(wordsOf(entry)));
        entries.forEach((entry, place) => {
          entry.hidden =
            !sought.every((word) => texts[place].includes(word)) ||
            !chosen.every(({ select, index }) => wordsOf(entry.cells[index]) === select.value);
        });
        const shown = entries.filter((entry) => !entry.hidden).length;
        const isWhole = shown === entries.length;
        count.textContent = isWhole ? `${shown} ${nouns}` : `${shown} of ${entries.length} ${nouns}`;
        bar.classList.toggle("bb-filtered", !isWhole);
        empty.hidden = shown > 0;
      };
    };

    const addChoice = ({ index, title, key }) => {
      const words = new Set(sortedBy(entries, index, 1).map((row) => wordsOf(row.cells[index])));
      if (words.size < 2) return [];
      const select = selectOf(`${name}.${key}`, [["", "all"], ...[...words].map((each) => [each, each])]);
      bar.append(labelled(title, select, "choice"));
      return { select, index };
    };

    // The headings are buttons that set the control; on a phone, where they do not show, the control does.
    const addSort = () => {
      const options = columns.flatMap(({ key, title }) => [
        [key, `${title}, ascending`],
        [`-${key}`, `${title}, descending`],
      ]);
      const select = selectOf(`${name}.sort`, [["", "order of the book"], ...options]);
      bar.prepend(labelled("Sort by", select, "sort"));
      for (const { heading, key } of columns) {
        const button = make("button", { type: "button" }, ...heading.childNodes);
        button.addEventListener("click", () => {
          select.value = nextSort(select.value, key);
          change();
        });
        heading.append(button);
      }
      let shown;
      return () => {
        if (shown === select.value) return;
        shown = select.value;
        const direction = shown.startsWith("-") ? -1 : 1;
        let rows = entries;
        for (const { heading, index, key } of columns) {
          const isSorted = key === shown.slice(direction === 1 ? 0 : 1);
          heading.ariaSort = !isSorted ? "none" : direction === 1 ? "ascending" : "descending";
          if (isSorted) rows = sortedBy(rows, index, direction);
        }
        element.tBodies[0].append(...rows);
      };
    };

    const filter = entries.length >= FEW ? addFilter() : null;
    const sort = isTable ? addSort() : null;
    const show = () => {
      sort?.();
      filter?.();
    };
    element.before(bar);
    bar.addEventListener("input", change);
    return { entries, controls, show, clear };
  };

  const tables = document.querySelectorAll("table[data-bb-table]");
  const lists = document.querySelectorAll("[data-bb-filter]");
  const listings = [...tables, ...lists].map(listingOf);

  // A name that no control has is not read, and a value that a select does not offer leaves it as it was at first.
  const readAddress = () => {
    const asked = new URLSearchParams(location.search);
    for (const listing of listings) {
      for (const control of listing.controls()) {
        control.value = asked.get(control.name) ?? "";
        if ("selectedIndex" in control && control.selectedIndex === -1) control.value = "";
      }
      listing.show();
    }
  };

  const writeAddress = () => {
    const address = new URL(location.href);
    for (const { name, value } of listings.flatMap((listing) => listing.controls())) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // A browser may refuse this from disk, or when it comes too often; the view itself stays.
    }
  };

  // A link to an entry that is filtered out shows it.
  const showTarget = () => {
    const target = document.querySelector(":target");
    const entry = target?.closest("[hidden]");
    const listing = listings.find(({ entries }) => entries.includes(entry));
    if (!target || !listing) return;
    listing.clear();
    target.scrollIntoView();
  };

  readAddress();
  addEventListener("popstate", readAddress);
  addEventListener("hashchange", showTarget);
  // The same link again changes no address.
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest('a[href*="#"]')) setTimeout(showTarget);
  });
})();
