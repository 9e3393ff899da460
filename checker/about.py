"""What the package is called by."""

from __future__ import annotations

__version__ = "0.1.0"
