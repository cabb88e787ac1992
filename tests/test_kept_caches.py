# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A test finds in the caches what is in the database, and nothing of another test."""

import unittest

import pytest
from kept_caches import commits

from odoo.tests.common import BaseCase, TransactionCase

KEY = "t.kept"


def look(env):
    """Return a parameter of the system, which is in the cache "stable"."""
    return env["ir.config_parameter"].get_param(KEY, "nothing")


@pytest.fixture
def outcome():
    """Return a function: what two tests of a class that is set up read, in turn."""

    def _outcome(*tests, set_up=None):
        read = []

        class Case(TransactionCase):
            test_tags = frozenset()  # Odoo gives them to classes of modules alone

            @classmethod
            def setUpClass(cls):
                super().setUpClass()
                if set_up:
                    set_up(cls.env)

            def test(self):
                tests[len(read)](self.env)
                before = self.cr.sql_log_count
                read.append((look(self.env), self.cr.sql_log_count - before))

        result = unittest.TestResult()
        unittest.TestSuite(Case("test") for _test in tests).run(result)
        assert result.wasSuccessful(), result.failures + result.errors
        return read

    return _outcome


def rest(env):
    """Do nothing."""


def write(env):
    env["ir.config_parameter"].set_param(KEY, "something")


def test_what_nobody_changed_is_not_read_again(outcome):
    outcome(look)
    assert outcome(rest, rest) == [("nothing", 0)] * 2


def test_what_a_test_changed_is_read_again(outcome):
    (first, _queries), (second, queries) = outcome(write, rest)
    assert (first, second) == ("something", "nothing")
    assert queries


def test_what_a_class_changed_is_kept_in_it_and_read_again_after(outcome):
    (first, _queries), second = outcome(rest, rest, set_up=write)
    assert (first, second) == ("something", ("something", 0))
    ((after, queries),) = outcome(rest)
    assert after == "nothing"
    assert queries


def test_xmlids_of_a_test_are_forgotten(outcome):
    lookups = []

    def use_xmlid(env):
        lookups.append(env.ref("t.kept", raise_if_not_found=False))
        record = env["res.partner"].create({"name": "T-Kept"})
        env["ir.model.data"].create(
            {"module": "t", "name": "kept", "model": record._name, "res_id": record.id}
        )
        assert env.ref("t.kept") == record

    outcome(use_xmlid, use_xmlid)
    assert lookups == [None, None]


def test_classes_that_commit_are_known():
    assert commits(BaseCase)
    assert not commits(TransactionCase)
    assert not commits(unittest.TestCase)
