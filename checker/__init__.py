"""Finds what machine translation broke: checks translated articles sentence by sentence, and scores them."""

from __future__ import annotations

__version__ = "0.1.0"
