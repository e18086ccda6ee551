"""What is kept: articles and their revisions, analyses, what the person did, in one SQLite file.

`newsreader.library.library.Library` is the whole of it for the layers above; no other module of this
folder is for them. Everything that goes wrong in here comes out as a `LibraryError` in one line.
"""

from newsreader.library.articles import Saved
from newsreader.library.library import Library
from newsreader.library.marks import Change

__all__ = ["Change", "Library", "Saved"]
