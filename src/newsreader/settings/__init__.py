"""The settings: one YAML file, read once into a frozen value; a wrong line is named with its number.

What is wrong does not stop the reader: it starts with what is right, and says what it left out. Only
plain YAML is taken: no tags, anchors or aliases, one document, a few kilobytes. No secret stands in it.
"""

from newsreader.settings.default import DEFAULT_FILE
from newsreader.settings.loading import load, parse
from newsreader.settings.values import FeedChoice, FetchChoice, KeepChoice, KeyChoice, Settings

__all__ = ["DEFAULT_FILE", "FeedChoice", "FetchChoice", "KeepChoice", "KeyChoice", "Settings", "load", "parse"]
