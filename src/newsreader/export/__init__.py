"""Parsed articles to other forms: pure functions."""
