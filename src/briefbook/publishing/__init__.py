"""Editions on their branch: publish, withdraw, verify, compare.

`branch` is the branch as it is, `edition_builder` makes an edition from a commit, `root_files` what is around
the editions, and `transaction` brings a commit and its tag onto the branch, or nothing.
"""
