"""What axe finds on a page: the rules of accessibility that a machine can judge."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from playwright.sync_api import Page

Scheme = Literal["light", "dark"]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""All that a scheme can break."""
RULES_OF_LOOKS = [*RULES_OF_COLOUR, "target-size"]
"""All that is the same for entries that look the same."""
FRAME = [".md-header", ".md-tabs", ".md-sidebar--primary", "footer"]
"""What looks the same on every page."""

_AXE = Axe().axe_script
_FEW = 3
_LEAVE_OUT_THE_SAME = """(few) => {
  const name = ({ localName, classList }) => [localName, ...classList].join(".");
  const place = (element) => element.matches("article") ? [] : [...place(element.parentElement), name(element)];
  const kind = (entry) => [...new Set([entry, ...entry.querySelectorAll("*")].map(name))].sort();
  const seen = {};
  for (const list of document.querySelectorAll("article :is(ul, ol, dl, tbody, [data-bb-filter])")) {
    if (!list.isConnected) continue; // within an entry that is removed already
    if (list.closest(".bb-drawing") && !list.matches(".bb-lane")) continue; // elsewhere the place of each counts
    for (const entry of [...list.children]) {
      const what = [...place(list), ...kind(entry)].join(" ");
      seen[what] = (seen[what] ?? 0) + 1;
      if (seen[what] > few) entry.remove();
    }
  }
}"""

_WIDE_CODE_TAKES_THE_FOCUS = """() => [...document.querySelectorAll("pre > code")].every(
  (code) => code.scrollWidth <= code.clientWidth || code.tabIndex === 0)"""
"""The theme sees to that a moment after a page has got its width."""


def leave_out_the_same(page: "Page") -> None:
    """Leave three entries of each kind in the lists, tables and registers of a page.

    Entries that are made of the same elements and classes, in lists that are in the same, look the same.
    """
    page.evaluate(_LEAVE_OUT_THE_SAME, _FEW)


def violations(
    page: "Page", rules: list[str], without: Iterable[str] = (), leaving_out: Iterable[str] = ()
) -> list[str]:
    """Return what axe finds on a page, but for some rules and elements: rule, element, and what is wrong."""
    off = {rule: {"enabled": False} for rule in without}
    options = {"runOnly": rules, "rules": off, "resultTypes": ["violations"], "preload": False}
    around = {"include": [["html"]], "exclude": [[each] for each in leaving_out]} if leaving_out else None
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    page.wait_for_function(_WIDE_CODE_TAKES_THE_FOCUS)
    judged = page.evaluate("([context, options]) => axe.run(context ?? document, options)", [around, options])
    found: list[dict[str, Any]] = judged["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
        # the menu's box is outside all landmarks, as the theme has it
        if (rule["id"], node["target"]) != ("region", ["#__drawer"])
    ]
