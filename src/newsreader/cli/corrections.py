"""What a person put right, for the subcommands that print: read where it lies, never set aside or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.cli.common import Options, complain

if TYPE_CHECKING:
    from newsreader.services.correcting import Corrections


def load_corrections(options: Options) -> Corrections:
    """The corrections that belong to the library; a line on standard error where they cannot be read."""
    from newsreader import paths
    from newsreader.services.correcting import Corrections, file_beside

    corrections = Corrections(file_beside(paths.library_file(options.library)), only_read=True)
    corrections.refresh()
    complaint = corrections.take_complaint()
    if complaint is not None:
        complain(complaint)
    return corrections
