/* What the scripts share: where the site begins, how an element is made, and how scripts and data are loaded. */

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

  /**
   * Returns what reads the data that the build wrote into a folder, each file once: a script that hands it to take().
   * @type {<Files>(folder: string) => DataFiles<Files>}
   */
  function dataIn(folder) {
    const received = new Map();
    const loading = new Map();
    return {
      take: (name, content) => received.set(name, content),
      read: (name) => {
        if (received.has(name)) return Promise.resolve(received.get(name));
        if (!loading.has(name)) {
          const whole = load(`${folder}/${String(name)}.js`).then(() => received.get(name));
          whole.catch(() => loading.delete(name)); // so that who asks again makes it try again
          loading.set(name, whole);
        }
        return loading.get(name);
      },
    };
  }

  /**
   * Returns a text as nodes; words in another script than Latin carry a language: with kana it is Japanese.
   * @type {(text: string) => Child[]}
   */
  function withLanguages(text) {
    return text
      .split(/((?:(?!\p{Script=Latin})[\p{L}\p{M}])+)/u)
      .filter(Boolean)
      .map((part) => {
        if (!/^(?!\p{Script=Latin})\p{L}/u.test(part)) return part;
        return make("span", { lang: /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(part) ? "ja" : "und" }, part);
      });
  }

  return { ROOT, make, load, dataIn, withLanguages };
})();
