"""The real browser that tests, pictures and benchmarks start."""

import shutil

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for each in _NAMES if (found := shutil.which(each))), None)
"""Chromium; the one without a window does the same in half the CPU."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
"""How it is started: no service of its own goes on beside a page."""
