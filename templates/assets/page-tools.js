"use strict";

/* What copies a page: its address, that of one of its sections, how to cite it, or a brief as a mail. */
(() => {
  const { make } = briefbookShared;
  const PARAGRAPHS = ["blockquote", "dd", "dt", "h2", "h4", "p", "pre", "table"];
  /** So many items of a list by date go into a mail: the newest. */
  const MOST_DATES = 12;
  const status = document.querySelector(".bb-tools [role=status]");
  if (!status) return;
  const canonical = document.querySelector("link[rel=canonical]")?.getAttribute("href");
  const address = canonical ?? location.href.split(/[?#]/)[0];
  const SELECT_IT = "This browser does not let a page copy. Select the text, and copy that.";
  let clearing = 0;

  const copies = {
    address: () => copyAddress("", "The page's address is copied."),
    citation: () => copyText("brief--citation", "The citation is copied."),
    ris: () => copyText("brief--ris", "Copied: paste it into a file that your reference manager imports."),
    mail: () => {
      const mail = makeMail();
      return copy(
        { "text/plain": asText(mail), "text/html": mail.outerHTML },
        "Copied: paste it into your mail.",
        SELECT_IT,
      );
    },
  };

  for (const tools of document.querySelectorAll(".bb-tools")) {
    if (tools instanceof HTMLElement) tools.hidden = false;
  }
  if (address.startsWith("http")) {
    for (const each of document.querySelectorAll("[data-bb-address]")) each.textContent = address;
  }
  document.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLElement) copies[target.dataset.bbCopy ?? ""]?.();
  });
  document.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
    const link = target instanceof Element ? target.closest("a") : null;
    const opensElsewhere = ctrlKey || metaKey || shiftKey;
    if (link?.matches(".bb-anchor") && !opensElsewhere) copyAddress(link.hash, "The section's address is copied.");
  });

  function copyAddress(fragment, done) {
    const state = document.querySelector("#search--form, [data-bb-table], [data-bb-filter]") ? location.search : "";
    const whole = address + state + fragment; // what is searched, or how a table is sorted, goes along
    return copy({ "text/plain": whole }, done, `This browser does not let a page copy. The address is ${whole}`);
  }

  function copyText(id, done) {
    const text = document.getElementById(id)?.textContent?.trim() ?? "";
    return copy({ "text/plain": `${text}\n` }, done, SELECT_IT);
  }

  const copy = async (parts, done, refused) => {
    const isCopied = (await copyByClipboard(parts)) || copyByEvent(parts);
    status.textContent = isCopied ? done : refused;
    clearTimeout(clearing);
    clearing = setTimeout(() => (status.textContent = ""), isCopied ? 5000 : 30000);
  };

  async function copyByClipboard(parts) {
    try {
      const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch {
      return false; // refused, or absent, as on a page that is not served by https
    }
  }

  /* The older way: tell the browser to copy, and answer when it asks what. */
  function copyByEvent(parts) {
    let isCopied = false;
    const answer = (event) => {
      for (const [type, text] of Object.entries(parts)) event.clipboardData.setData(type, text);
      event.preventDefault();
      isCopied = true;
    };
    document.addEventListener("copy", answer);
    document.execCommand("copy");
    document.removeEventListener("copy", answer);
    return isCopied;
  }

  /* The mail, out of the page's own markup: plain elements, which any mail program shows. */
  function makeMail() {
    const mail = make("div");
    const add = (tag, ...content) => mail.append(make(tag, {}, ...content));
    const labels = document.querySelectorAll(".bb-meta .bb-marking, .bb-meta .bb-draft");
    const marking = [...labels].map((label) => label.textContent).join(" · ");
    const parts = [...document.querySelectorAll(".bb-mail")].map(shortened);
    const isCited = (note) => parts.some((part) => part.querySelector(`.bb-cite a[href$="#${note.id}"]`));
    const notes = [...document.querySelectorAll(".bb-notes > li")].filter(isCited);

    add("p", marking);
    add("h2", document.querySelector("h1")?.textContent ?? "");
    for (const remark of document.querySelectorAll(".bb-horizon, .bb-notice[data-bb-after]:not([hidden])")) {
      add("p", ...simplified(remark).childNodes);
    }
    for (const part of parts) mail.append(...simplified(part).childNodes);
    if (notes.length) add("h3", "Sources");
    for (const note of notes) add("p", `[${note.id.replace("note--", "")}] `, ...source(note));
    add("p", "Cite as: ", ...citation());
    add("p", marking);
    for (const element of mail.querySelectorAll("*")) {
      for (const name of element.getAttributeNames()) {
        if (name !== "href" && name !== "lang") element.removeAttribute(name);
      }
    }
    return mail;
  }

  /* A part of the page without what only the page needs, and without what is older than the newest dates of a list. */
  function shortened(part) {
    const copy = part.cloneNode(true);
    for (const each of copy.querySelectorAll("[data-not-in-mail]")) each.remove();
    for (const list of copy.querySelectorAll(".bb-dates")) {
      const items = [...list.children];
      const [first, last] = [items[0], items.at(-1)].map((item) => item?.querySelector("time")?.dateTime ?? "");
      const isNewestFirst = first > last;
      const older = isNewestFirst ? items.slice(MOST_DATES) : items.slice(0, -MOST_DATES);
      for (const item of older) item.remove();
      const said = make("li", {}, `${older.length} earlier: see the page`);
      if (older.length) list[isNewestFirst ? "append" : "prepend"](said);
    }
    return copy;
  }

  function citation() {
    const words = document.getElementById("brief--citation")?.cloneNode(true);
    if (!(words instanceof HTMLElement)) return [linked(address)];
    words.querySelector("[data-bb-address]")?.replaceWith(linked(address));
    return words.childNodes;
  }

  function simplified(part) {
    const copy = part.cloneNode(true);
    const each = (selector, change) => copy.querySelectorAll(selector).forEach(change);
    each(".bb-anchor, .bb-register, .bb-back, .bb-times, .bb-age", (link) => link.remove());
    each(".bb-cite", (mark) => mark.replaceWith(isAfterWords(mark) ? " " : "", mark.textContent));
    each("a", (link) => {
      link.href = new URL(link.getAttribute("href"), address);
      if (!/^(https?|mailto):/.test(link.protocol)) link.replaceWith(...link.childNodes);
    });
    each(".bb-differ h3", (point) => point.replaceWith(renamed(point, "h4")));
    each("h2, h3, .bb-label", (heading) => heading.replaceWith(renamed(heading, "h3")));
    each(".bb-grade", (grade) => grade.replaceWith(renamed(grade, "strong", ":")));
    each(".bb-readout, .bb-official", (remark) => remark.replaceWith(`(${remark.textContent.trim()})`));
    each(".bb-dates > li > div", (text) => {
      text.previousSibling.data = text.previousSibling.data.trimEnd();
      text.replaceWith(": ", ...text.childNodes);
    });
    each(".bb-facts > div > dt", (term) => {
      const fact = renamed(term.nextElementSibling, "span");
      term.parentElement.replaceWith(make("li", {}, renamed(term, "strong", ":"), " ", fact));
    });
    each(".bb-facts", (list) => list.replaceWith(renamed(list, "ul")));
    return copy;
  }

  function isAfterWords(mark) {
    return mark.previousSibling !== null && !mark.previousSibling.textContent.endsWith("]");
  }

  /* A source as the page lists it, with its address in full. */
  function source(note) {
    const entry = simplified(note);
    const link = entry.querySelector("a");
    if (!link) return entry.childNodes;
    const url = link.href;
    link.replaceWith(...link.childNodes);
    return [...entry.childNodes, make("br"), linked(url)];
  }

  function linked(url) {
    const link = make("a", {}, url);
    if (url.startsWith("http")) link.href = url;
    return link;
  }

  function renamed(element, tag, ending = "") {
    const other = make(tag, {}, ...element.childNodes, ending);
    if (element.lang) other.lang = element.lang;
    return other;
  }

  /* The mail as plain text: lists with hyphens, and no line broken, so that the mail program wraps them. */
  function asText(mail) {
    const text = written(mail, 0)
      .replace(/ +\n/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
    return `${text}\n`;
  }

  function markerOf(item) {
    return item.parentElement.localName === "ol" ? `${[...item.parentElement.children].indexOf(item) + 1}.` : "-";
  }

  function written(node, depth) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
    const name = node.localName;
    const isList = name === "ul" || name === "ol";
    const inner = [...node.childNodes].map((child) => written(child, depth + isList)).join("");
    const text = inner.trim();
    if (isList) return depth ? inner : `${inner}\n\n`;
    if (name === "br") return "\n";
    if (name === "h3") return `\n\n${text.toUpperCase()}\n\n`;
    if (name === "li") return `\n${"  ".repeat(depth - 1)}${markerOf(node)} ${text}`;
    if (name === "td" || name === "th") return `${text} `;
    if (name === "tr") return `\n${text.replace(/ +/g, " ")}`;
    return PARAGRAPHS.includes(name) ? `\n\n${text}\n\n` : inner;
  }
})();
