"""The file in a site with the policy under which it may be served."""

from collections.abc import Iterable
from pathlib import Path

from briefbook.pages.csp import POLICY_FILE, content_security_policy, for_nginx
from briefbook.pages.theme_scripts import ThemeScripts


def write_policy(site: Path, addresses: Iterable[str], scripts: ThemeScripts) -> None:
    """Write the policy of the pages at some addresses in a site: those that the theme lays out."""
    files = [site / address for address in addresses]
    pages = [file.read_text("utf-8", errors="replace") for file in files if file.is_file()]
    policy = content_security_policy(pages, scripts.has)
    (site / POLICY_FILE).write_text(for_nginx(policy), "utf-8")
