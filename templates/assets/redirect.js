// Leads on from a page that has moved, to the same place on the new one.
location.replace(document.getElementById("to").href + location.search + location.hash);
