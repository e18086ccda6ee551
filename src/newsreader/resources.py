"""Where the files lie that travel with the program: the style sheet and the seed articles.

In a checkout they are at its top, where a person looks for them; in a wheel they are inside the
package. The checkout is asked first, since an editable install leaves a second copy in site-packages
that is stale after the first edit.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def resource(name: str) -> Path:
    """The path of a bundled file or folder: `styles.tcss`, `seeds`."""
    if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / name).exists():
        return _CHECKOUT / name
    return _PACKAGE / name
