"""What a page copies, and the clipboard then holds."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

CLIPBOARD = """async () => {
    const [item] = await navigator.clipboard.read();
    const texts = item.types.map(async (type) => [type, await (await item.getType(type)).text()]);
    return Object.fromEntries(await Promise.all(texts));
}"""


def copy(tab: "Page", what: str) -> dict[str, str]:
    """Copy by the button named, and return what the clipboard holds, by type."""
    tab.evaluate("document.querySelector('.bb-tools [role=status]').textContent = ''")
    tab.get_by_role("button", name=what).click()
    tab.locator("[role=status]:has-text('copied')").wait_for()
    copied: dict[str, str] = tab.evaluate(CLIPBOARD)
    return copied
