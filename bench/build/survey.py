"""How much a built site holds: its pages, bytes of HTML and words of text.

`python -m bench.build.survey SITE` prints them as JSON.
"""

import html
import json
import re
import sys
from pathlib import Path

_ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)
_NO_TEXT = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)


def count_words(page: str) -> int:
    """Return the words of a page's article; what the theme adds is the same on every page."""
    return sum(len(html.unescape(_NO_TEXT.sub(" ", article)).split()) for article in _ARTICLE.findall(page))


def main() -> None:
    """Count all pages of a site."""
    pages = [file.read_text("utf-8") for file in Path(sys.argv[1]).rglob("*.html")]
    size = sum(len(page.encode()) for page in pages)
    json.dump({"pages": len(pages), "bytes": size, "words": sum(map(count_words, pages))}, sys.stdout)


if __name__ == "__main__":
    main()
