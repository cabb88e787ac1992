# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The CSV files of a zip archive."""

import io
import zipfile

from .schema import FILES
from .table import LIMIT_MB


class ArchiveError(ValueError):
    """The archive cannot be used; the text says why."""


def read_archive(content):
    """Return {kind: bytes} of the known files in a zip, in whatever folder.

    :raise ArchiveError: not a zip, damaged, too large, or without any known file
    """
    kinds = {name: kind for kind, name in FILES.items()}
    contents = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for item in archive.infolist():
                kind = kinds.get(item.filename.rsplit("/", 1)[-1].lower())
                if kind is None or "__MACOSX" in item.filename:
                    continue
                if item.file_size > LIMIT_MB * 1024 * 1024:
                    raise ArchiveError(f"{item.filename} > {LIMIT_MB} MB")
                if kind in contents:
                    raise ArchiveError(f"{item.filename}: twice")
                contents[kind] = archive.read(item)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise ArchiveError(str(error)) from error
    if not contents:
        raise ArchiveError(", ".join(FILES.values()) + ": none")
    return contents
