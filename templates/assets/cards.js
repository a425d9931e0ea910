/* Where a link leads, before a reader follows it: a card for a brief, a person or a source. And the way back from a
   source to the citation that led there.

   A card shows on hover and on keyboard focus, stays while the pointer is on its link or on itself, and goes on Esc
   (WCAG 1.4.13). A tap follows the link. What it says of a source is in the notes of the page; the rest is in files of
   the build, which are loaded when the first card needs them: see briefbook/pages/cards.py. */

var briefbookCards = (() => {
  "use strict";
  const { ROOT, make, withLanguages, dataIn } = briefbookShared;
  const PAUSE = 250; // so that a pointer on its way opens nothing, and reaches a card before it closes
  const GAP = 4;
  const MARGIN = 8;

  /** @type {DataFiles<CardFiles>} */
  const { take, read } = dataIn("cards");
  const card = make("div", { id: "bb-hover-card", className: "bb-hover-card", role: "tooltip", hidden: true });
  const main = document.querySelector("main, [role=main]") ?? document.body;
  main.append(card);

  // What a card says.

  /** Returns the card for a link as nodes, if it has one. @param {HTMLAnchorElement} link */
  async function contentOf(link) {
    if (link.matches(".bb-cite a")) return sourceAt(link.hash);
    const found = await cardAt(link.href.split(/[?#]/)[0]);
    return found ? shown(found) : null;
  }

  /** Returns the record of a source as the page lists it, with nothing in it that could be reached. */
  function sourceAt(hash) {
    const note = document.getElementById(hash.slice(1))?.cloneNode(true);
    if (!(note instanceof Element)) return null;
    for (const way of note.querySelectorAll(".bb-register, .bb-back, .bb-times")) way.remove();
    for (const link of note.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    return [make("p", {}, ...note.childNodes)];
  }

  /** @type {(href: string) => Promise<Card | null>} */
  async function cardAt(href) {
    const address = href.startsWith(ROOT.href) ? href.slice(ROOT.href.length) : "";
    if (!/^[^/]+\/[^/]+\/index\.html$/.test(address) || href === location.href.split(/[?#]/)[0]) return null;
    const number = (await read("index")).findLastIndex((first) => first <= address);
    return number < 0 ? null : ((await read(`${number}`))[address] ?? null);
  }

  /** @param {Card} card */
  function shown({ name, caveat, native, facts = [], text = "" }) {
    const title = make("p", {}, make("strong", {}, ...withLanguages(name)));
    if (native) title.append(" ", make("span", { lang: native[1] }, native[0]));
    if (caveat) title.append(" ", make("span", { className: "bb-caveat" }, `(${caveat})`));
    return [
      title,
      make("p", { className: "bb-hover-card-facts" }, ...withLanguages(facts.join(" · "))),
      make("p", {}, ...withLanguages(text)),
    ];
  }

  // Where it is, and how long.

  /** The link whose card is shown or on its way. @type {HTMLAnchorElement | null} */
  let current = null;
  /** The link whose card a reader closed, while the pointer is on it. @type {HTMLAnchorElement | null} */
  let closed = null;
  let timer = 0;

  const soon = (action) => {
    clearTimeout(timer);
    timer = setTimeout(action, PAUSE);
  };

  function hide() {
    clearTimeout(timer);
    current?.removeAttribute("aria-describedby");
    current = null;
    card.hidden = true;
  }

  /** Hides the card when the pointer has left, unless the focus is on its link. */
  const leave = () => current?.matches(":focus-visible") || hide();

  /** @type {(link: HTMLAnchorElement, x?: number, y?: number) => Promise<void>} */
  async function show(link, x, y) {
    hide();
    current = link;
    const content = await contentOf(link).catch(() => null); // where it cannot be loaded, the link is still a link
    if (!content || current !== link) return;
    card.replaceChildren(...content);
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    place(link, x, y);
  }

  /** Puts the card below its link, or above where there is more room; a link of two lines is where the pointer is. */
  function place(link, x, y) {
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const lines = [...link.getClientRects()];
    const line =
      lines.find((each) => x >= each.left && x <= each.right && y >= each.top && y <= each.bottom) ?? lines[0];
    const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    const below = line.bottom + GAP;
    const above = line.top - GAP - card.offsetHeight;
    const fitsBelow = below + card.offsetHeight + MARGIN <= height;
    const top = fitsBelow || above < header + MARGIN ? below : above;
    const left = Math.max(MARGIN, Math.min(line.left, width - card.offsetWidth - MARGIN));
    const origin = card.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 };
    card.style.left = `${left - origin.left}px`;
    card.style.top = `${top - origin.top}px`;
  }

  /** Returns the link that an event is on, unless a tooltip of its own says where it leads. */
  const linkAt = ({ target }) => {
    const link = target instanceof Element ? target.closest(":is(article, [role=main]) a[href]:not([title])") : null;
    return link instanceof HTMLAnchorElement ? link : null;
  };

  const isOnCard = ({ target }) => target instanceof Node && card.contains(target);

  main.addEventListener("pointerover", (event) => {
    if (!(event instanceof PointerEvent) || event.pointerType === "touch") return;
    const link = linkAt(event);
    if (link !== closed) closed = null;
    if (isOnCard(event) || (link && link === current)) clearTimeout(timer);
    else if (link && !closed) soon(() => show(link, event.clientX, event.clientY));
    else soon(leave);
  });
  main.addEventListener("pointerleave", () => soon(leave));
  main.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link?.matches(":focus-visible")) soon(() => show(link));
  });
  main.addEventListener("focusout", () => card.matches(":hover") || hide());
  document.addEventListener("pointerdown", (event) => isOnCard(event) || hide());
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    closed = current;
    hide();
  });

  // A note returns to the citation that was followed last; without scripts, to the first.

  main.addEventListener("click", ({ target }) => {
    const mark = target instanceof Element ? target.closest(".bb-cite") : null;
    const hash = mark?.querySelector("a")?.hash;
    const back = hash && document.getElementById(hash.slice(1))?.querySelector(".bb-back");
    if (back) back.setAttribute("href", `#${mark.id}`);
  });

  return { take };
})();
