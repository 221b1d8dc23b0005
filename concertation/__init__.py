"""Concertation, the open register of international cooperation."""

__version__ = "0.1.0"
