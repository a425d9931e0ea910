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
FRAME = [".md-header", ".md-tabs", ".md-sidebar--primary", "footer"]
"""What looks the same on every page."""

_AXE = Axe().axe_script
_LONG, _FEW = 10, 3
_LEAVE_OUT_THE_SAME = """([long, few]) => {
  const kind = (entry) => [entry, ...entry.querySelectorAll("*")]
    .map(({ localName, classList }) => [localName, ...classList].join("."));
  for (const list of document.querySelectorAll("article *")) {
    if (list.children.length <= long || list.closest(".bb-drawing")) continue; // where what is drawn tells its place
    const seen = {};
    for (const entry of [...list.children]) {
      const name = [...new Set(kind(entry))].sort().join();
      seen[name] = (seen[name] ?? 0) + 1;
      if (seen[name] > few) entry.remove();
    }
  }
}"""


def leave_out_the_same(page: "Page") -> None:
    """Shorten lists of more than ten entries to three of each kind.

    Entries that are made of the same elements and classes look the same: what the rules of colour judge is in
    the first few.
    """
    page.evaluate(_LEAVE_OUT_THE_SAME, [_LONG, _FEW])


def violations(
    page: "Page", rules: list[str], without: Iterable[str] = (), leaving_out: Iterable[str] = ()
) -> list[str]:
    """Return what axe finds on a page, but for some rules and elements: rule, element, and what is wrong."""
    off = {rule: {"enabled": False} for rule in without}
    options = {"runOnly": rules, "rules": off, "resultTypes": ["violations"], "preload": False}
    around = {"include": [["html"]], "exclude": [[each] for each in leaving_out]} if leaving_out else None
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    judged = page.evaluate("([context, options]) => axe.run(context ?? document, options)", [around, options])
    found: list[dict[str, Any]] = judged["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
        # the menu's box stands outside all landmarks, as the theme has it
        if (rule["id"], node["target"]) != ("region", ["#__drawer"])
    ]
