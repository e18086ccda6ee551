"""What is kept: articles and their revisions, analyses, what the person did, in one SQLite file.

`newsreader.library.library.Library` is the whole of it for the layers above; no other module of this
folder is for them. Everything that goes wrong in here comes out as a `LibraryError` in one line.
"""

from newsreader.library.articles import Revision
from newsreader.library.feeds import Subscribed
from newsreader.library.library import Library
from newsreader.library.marks import Change
from newsreader.library.saving import Saved
from newsreader.library.search import Place
from newsreader.library.snippets import Snippet

__all__ = ["Change", "Library", "Place", "Revision", "Saved", "Snippet", "Subscribed"]
