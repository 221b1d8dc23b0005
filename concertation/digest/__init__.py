"""Telling people what concerns them: one mail each, daily or weekly, and the same on the pages."""
