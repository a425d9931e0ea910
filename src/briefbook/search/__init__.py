"""Search: what a reader may type, what pages hold, and the index between the two.

The index is made here and read in the browser, by templates/search/search.js.
"""

from briefbook.search.documents import documents_of
from briefbook.search.index import index_files

__all__ = ["documents_of", "index_files"]
