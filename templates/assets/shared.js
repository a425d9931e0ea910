/* What the scripts share: where the site begins, how an element is made, and how another script is loaded. */

var briefbookShared = (() => {
  "use strict";
  const ROOT = new URL("..", document.currentScript.src);

  /** Makes an element with properties, and children that are nodes or text. */
  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  /** Runs a script of the site, by its address from the root; works from disk too, where nothing can be fetched. */
  async function load(address) {
    const script = make("script", { src: new URL(address, ROOT).href });
    const isLoaded = new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = () => reject(new Error(`cannot load ${script.src}`));
    });
    document.head.append(script);
    await isLoaded.finally(() => script.remove());
  }

  return { ROOT, make, load };
})();
