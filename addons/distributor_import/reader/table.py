# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Bytes of a CSV file to rows with line numbers (RFC 4180, UTF-8, BOM or not)."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, field

from .cells import CellError, parse
from .records import Issue
from .schema import FILES, SCHEMAS

LIMIT_MB = 64
LIMIT_ISSUES = 1000
SPREADSHEET = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
SHOWN = 80

csv.field_size_limit(131072)


@dataclass
class Issues:
    """Collects issues, up to a limit a file, so that a wrong file stays readable."""

    found: list[Issue] = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    #: first cell of the rows that are refused, by kind, and the files that are:
    #: what refers to them is not an error of its own
    broken: dict = field(default_factory=lambda: defaultdict(set))
    unusable: set = field(default_factory=set)

    def add(self, kind, line, column, value, code, params=(), warning=False):
        count = self.counts.get(kind, 0) + 1
        self.counts[kind] = count
        if count == LIMIT_ISSUES + 1:
            line, column, value, params = line, "", "", ()
            code, warning = "too_many_issues", False
        elif count > LIMIT_ISSUES:
            return
        if isinstance(params, dict):
            params = tuple((key, str(val)) for key, val in params.items())
        value = str(value)
        if len(value) > SHOWN:
            value = f"{value[:SHOWN]}…"
        value = "".join(char if char.isprintable() else "�" for char in value)
        self.found.append(
            Issue(FILES[kind], line, column, value, code, params, warning)
        )


def read_table(kind, content, issues):
    """Return the records of one file; what is wrong with it goes to ``issues``."""
    text = _decode(kind, content, issues)
    rows = _split(kind, text or "", issues)
    header = next(rows, None)
    columns = header and _read_header(kind, header[1], issues)
    if not columns:
        issues.unusable.add(kind)
        return []
    records = []
    empty = True
    for line, cells in rows:
        empty = False
        record = _read_row(kind, line, cells, columns, issues)
        if record is not None:
            records.append(record)
    if empty:
        issues.add(kind, 1, "", "", "no_rows", warning=True)
    return records


def _decode(kind, content, issues):
    code, params, line = "", {}, 1
    if not content.strip():
        code = "empty_file"
    elif len(content) > LIMIT_MB * 1024 * 1024:
        code, params = "too_big", {"limit": LIMIT_MB}
    elif content.startswith(SPREADSHEET):
        code = "spreadsheet"
    elif content.startswith(UTF16):
        code = "not_utf8"
    elif b"\0" in content:
        code = "binary"
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            code = "not_utf8"
            line = content.count(b"\n", 0, error.start) + 1
        else:
            if text.strip():
                return text
            code = "empty_file"
    issues.add(kind, line, "", "", code, params)
    return None


def _split(kind, text, issues):
    """Yield (line, cells); rows without any content are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            params = {"error": str(error)}
            issues.add(kind, reader.line_num, "", "", "bad_quoting", params)
            issues.unusable.add(kind)
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _read_header(kind, cells, issues):
    """Return the schema's column (or None) of each cell; None if unusable."""
    schema = SCHEMAS[kind]
    names = [cell.strip().lower() for cell in cells]
    if len(names) == 1 and len(schema.columns) > 1:
        for found in ";\t|":
            if found in names[0]:
                params = {"found": "tab" if found == "\t" else found}
                issues.add(kind, 1, "", cells[0], "wrong_delimiter", params)
                return None
    known = {column.name: column for column in schema.columns}
    usable = True
    for name, cell in zip(names, cells, strict=True):
        if name not in known:
            issues.add(kind, 1, name, cell, "unknown_column", warning=True)
        elif names.count(name) > 1:
            issues.add(kind, 1, name, cell, "duplicate_column")
            return None
    for column in schema.columns:
        if column.must and column.name not in names:
            params = {"column": column.name}
            issues.add(kind, 1, column.name, "", "missing_column", params)
            usable = False
    return [known.get(name) for name in names] if usable else None


def _read_row(kind, line, cells, columns, issues):
    if len(cells) != len(columns):
        params = {"found": len(cells), "expected": len(columns)}
        issues.add(kind, line, "", "", "cell_count", params)
        issues.broken[kind].add(cells[0].strip())
        return None
    schema = SCHEMAS[kind]
    values = dict.fromkeys(schema.names)
    good = True
    for column, cell in zip(columns, cells, strict=True):
        if column is None:
            continue
        try:
            values[column.name] = parse(column, cell)
        except CellError as error:
            issues.add(kind, line, column.name, cell, error.code, error.params)
            good = False
    if not good:
        issues.broken[kind].add(values[schema.names[0]])
        return None
    return schema.record(line=line, **values)
