"""Links of a list: whether each leads anywhere, by an API that knows it or by its page."""

from __future__ import annotations

from .link_inquiry import LinkInquiry, Suspect, is_proven

__all__ = ["LinkInquiry", "Suspect", "is_proven"]
