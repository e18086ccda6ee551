"""Which journal a library gets where."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from newsreader.library.journal import journal_mode, mounts

LOCAL = "/dev/sda1 / ext4 rw,relatime 0 0\nproc /proc proc rw 0 0\n"


@pytest.mark.parametrize(
    ("path", "more", "mode"),
    [
        ("/home/ann/library.db", "", "WAL"),
        ("/home/ann/library.db", "server:/home /home nfs4 rw 0 0", "DELETE"),
        ("/home/ann/library.db", "server:/home /home nfs rw 0 0\n/dev/sdb /home/ann ext4 rw 0 0", "WAL"),
        ("/home/ann/library.db", "/dev/sdb /home/ann ext4 rw 0 0\nserver:/home /home nfs rw 0 0", "WAL"),
        ("/home/ann/library.db", "/dev/sdb /home ext4 rw 0 0\nserver:/home /home nfs rw 0 0", "DELETE"),
        ("/home/ann/library.db", "server:/x /home/an nfs rw 0 0", "WAL"),
        ("/mnt/my share/library.db", r"//box/share /mnt/my\040share cifs rw 0 0", "DELETE"),
        ("/mnt/s/library.db", "ann@box: /mnt/s fuse.sshfs rw 0 0", "DELETE"),
        ("/mnt/s/library.db", "host /mnt/s 9p rw 0 0", "DELETE"),
        ("/mnt/s/library.db", "a:b /mnt/s ceph rw 0 0", "DELETE"),
        ("/mnt/s/library.db", "a:b /mnt/s fuse.glusterfs rw 0 0", "DELETE"),
        ("/mnt/s/library.db", "a:b /mnt/s lustre rw 0 0", "DELETE"),
        ("/mnt/s/library.db", "a:b /mnt/s smb3 rw 0 0", "DELETE"),
        ("/mnt/s/library.db", "nonsense\n\n/mnt/s nfs", "WAL"),
    ],
)
def test_the_mount_that_holds_the_path_decides(path: str, more: str, mode: str) -> None:
    assert journal_mode(PurePosixPath(path), LOCAL + more) == mode


def test_nothing_known_is_taken_for_local() -> None:
    assert journal_mode(PurePosixPath("/home/ann/library.db"), "") == "WAL"


def test_mounts_that_cannot_be_read_are_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("newsreader.library.journal._MOUNTS", tmp_path / "nothing")
    assert mounts() == ""
