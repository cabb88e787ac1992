# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A browser that did not start is started again, and not for ever."""

import unittest

import browser
import pytest

from odoo.tests import common


class Stubborn:
    """Stand in for the start of Chromium: fails so many times."""

    def __init__(self, failures):
        self.failures = failures
        self.starts = 0

    def __call__(self, test_case):
        self.starts += 1
        if self.starts <= self.failures:
            raise unittest.SkipTest("Failed to detect chrome devtools port")


@pytest.fixture
def start(monkeypatch):
    """Return a function: how many starts are made when so many fail."""

    def _start(failures):
        stubborn = Stubborn(failures)
        monkeypatch.setattr(browser, "PAUSE", 0)
        monkeypatch.setattr(
            browser.ChromeBrowser, "__init__", lambda self, case: stubborn(case)
        )
        try:
            browser.PatientBrowser(None)
        finally:
            _start.starts = stubborn.starts
        return stubborn.starts

    return _start


def test_a_browser_that_starts_is_started_once(start):
    assert start(0) == 1


def test_a_browser_that_fails_is_started_again(start):
    assert start(2) == 3


def test_a_browser_that_never_starts_is_given_up(start):
    with pytest.raises(unittest.SkipTest):
        start(10)
    assert start.starts == browser.TRIES


def test_the_tests_use_it():
    assert common.ChromeBrowser is browser.PatientBrowser
