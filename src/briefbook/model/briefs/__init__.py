"""The kinds of brief, one file a kind, and what they have in common."""
