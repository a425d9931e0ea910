// Leads on from a page that has moved, to the same place on the new one.
const to = /** @type {HTMLAnchorElement} */ (document.getElementById("to"));
location.replace(to.href + location.search + location.hash);
