/* What the scripts share: where the site begins, how an element is made, and how another script is loaded. */

var briefbookShared = (() => {
  "use strict";
  const ROOT = new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  /** Makes an element with properties and children. @type {Make} */
  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  /** Runs a script, by its address from the root; this works from disk too, where nothing can be fetched. */
  function load(address) {
    const src = new URL(address, ROOT).href;
    return new Promise((onload, onerror) => document.head.append(make("script", { src, onload, onerror })));
  }

  return { ROOT, make, load };
})();
