"""What Jinja has compiled, kept for the other environments of this process."""

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from jinja2.utils import LRUCache

MOST = 500
"""So many templates are kept; a book with some of its own uses about seventy."""


class CompiledTemplates(BytecodeCache):
    """The code of templates, by name and file.

    Pages and print have an environment each, as has each book; all of them use the packaged templates.
    To compile those took half the time of rendering a small book.
    """

    def __init__(self) -> None:
        self._kept: LRUCache = LRUCache(MOST)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, unless its text has changed since."""
        kept: tuple[str, CodeType] | None = self._kept.get(bucket.key)
        if kept and kept[0] == bucket.checksum:
            bucket.code = kept[1]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code that has just been compiled."""
        self._kept[bucket.key] = bucket.checksum, bucket.code
