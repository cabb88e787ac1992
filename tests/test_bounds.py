# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A bench whose bound is exceeded says so at its end, and fails."""

from contextlib import contextmanager
from types import SimpleNamespace

import bench
import pytest
from bounds import at_least, at_most, exactly, is_exceeded, under


@contextmanager
def open_nothing(*_arguments):
    yield None


@pytest.fixture
def found(monkeypatch):
    """Return the benches that are run: one within its bounds and one that is not."""
    benches = {
        "good": [at_most("a", 1.5, 1.5), at_least("b", 2, 2), exactly("c", 0, 0), "d"],
        "bad": [at_most("slow", 2.0, 1.5), under("big", 60, 60), "after it"],
    }
    modules = {
        name: SimpleNamespace(__doc__=name, run=lambda _env, _n, lines=lines: lines)
        for name, lines in benches.items()
    }
    monkeypatch.setattr(bench, "open_env", open_nothing)

    def find(names):
        return {name: modules[name] for name in names}

    monkeypatch.setattr(bench, "find_benches", find)


def test_within_its_bounds(found, capsys):
    assert bench.main("config", "database", "1", "good") == 0
    assert "EXCEEDED" not in capsys.readouterr().out


def test_exceeded_bounds_come_last_and_fail(found, capsys):
    assert bench.main("config", "database", "1", "bad", "good") == 1
    last = capsys.readouterr().out.splitlines()[-2:]
    assert last == [
        "== bad: slow at most 1.5: EXCEEDED",
        "== bad: big under 60: EXCEEDED",
    ]


def test_bounds_may_be_ignored(found):
    assert bench.main("config", "database", "1", "bad", ignore=True) == 0


def test_plain_text_has_no_bound():
    assert not is_exceeded("at most 3")
