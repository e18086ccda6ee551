"""How SQLite keeps a library whole: a write-ahead log, but not where files cross a network.

The log lets one program read while another writes; it needs memory that both share, which a network
file system does not give. There the older rollback journal is slower and safe. A system whose mounts
cannot be read is taken for a local one.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Literal

JournalMode = Literal["WAL", "DELETE"]

NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "sshfs",
        "fuse.sshfs",
        "fuse.s3fs",
        "fuse.rclone",
        "9p",
        "afs",
        "ceph",
        "fuse.ceph",
        "glusterfs",
        "fuse.glusterfs",
        "lustre",
        "beegfs",
        "davfs",
        "fuse.davfs2",
        "gpfs",
    }
)
"""File system types, as /proc/mounts names them, that other machines may write to."""

_MOUNTS = Path("/proc/self/mounts")
_OCTAL = re.compile(r"\\([0-7]{3})")


def journal_mode(path: PurePath, mounts_text: str) -> JournalMode:
    """The journal for a library at that absolute path, given the lines of /proc/mounts.

    The mount that holds the path is the one with the longest mount point; of two at the same place
    the later one hides the earlier.
    """
    holder, kind = -1, ""
    for line in mounts_text.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePath(_OCTAL.sub(lambda found: chr(int(found.group(1), 8)), fields[1]))
        if len(point.parts) >= holder and path.is_relative_to(point):
            holder, kind = len(point.parts), fields[2]
    return "DELETE" if kind in NETWORK else "WAL"


def mounts() -> str:
    """The lines of /proc/mounts; nothing where the system has none."""
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
