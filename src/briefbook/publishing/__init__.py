"""Editions on their branch: publish, withdraw, verify, compare."""
