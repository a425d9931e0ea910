"""briefbook: structured briefs in Git become a searchable briefing site."""

__version__ = "0.2.0"
