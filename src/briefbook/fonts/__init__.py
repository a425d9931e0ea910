"""The fonts of a site: which characters of a book ours lack, and the faces that are cut for them.

Latin is always there, in faces made once (`latin`); what else a book's pages have is cut for it (`faces`).
"""
