# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Keep between tests what the caches of Odoo's registry know of the database.

After each test Odoo empties all of them, and the next one compiles the same pages
again, looks for the same routes and files of style sheets, and reads the same rights.
What a test does is rolled back, so a cache that nobody cleared since the test began
still tells what is in the database: Odoo relies on that for its users. The others, and
the default one, which may know the xmlid of a record that is gone, are emptied.
"""

from contextlib import contextmanager
from unittest import mock

from odoo.modules.registry import Registry
from odoo.tests.common import BaseCase, TransactionCase, get_db_name

ALL = ("assets", "default", "groups", "routing", "stable", "templates")


class Scope:
    """The names of the caches cleared since the class or the test began."""

    def __init__(self):
        self.cleared = set()

    def begin(self, add_cleanup):
        """Begin with nothing cleared; end with what was cleared before."""
        before, self.cleared = self.cleared, set()
        add_cleanup(setattr, self, "cleared", before)

    def patch_registry(self):
        """Note what is cleared, whoever does it."""
        clear, clear_all = Registry.clear_cache, Registry.clear_all_caches

        def clear_cache(registry, *names):
            self.cleared.update(names or ("default",))
            clear(registry, *names)

        def clear_all_caches(registry):
            self.cleared.update(ALL)
            clear_all(registry)

        return mock.patch.multiple(
            Registry, clear_cache=clear_cache, clear_all_caches=clear_all_caches
        )

    def patch_cleaning(self, registry):
        """Let what Odoo does after a test or a class empty no more than it must."""

        def forget():
            registry.clear_cache("default", *self.cleared)

        return mock.patch.object(registry, "clear_all_caches", forget)


@contextmanager
def kept_caches():
    """Keep them in all classes of tests that are rolled back."""
    scope = Scope()
    set_up = TransactionCase.setUp
    set_up_class = TransactionCase.setUpClass.__func__

    def set_up_test(test):
        scope.begin(test.addCleanup)
        with scope.patch_cleaning(test.registry):  # setUp hands it to addCleanup
            set_up(test)

    def set_up_tests(cls):
        scope.begin(cls.addClassCleanup)
        cleaning = scope.patch_cleaning(Registry(get_db_name()))
        cls.addClassCleanup(cleaning.stop)
        set_up_class(cls)
        cls.addClassCleanup(cleaning.start)  # last come, first served

    with (
        scope.patch_registry(),
        mock.patch.object(TransactionCase, "setUp", set_up_test),
        mock.patch.object(TransactionCase, "setUpClass", classmethod(set_up_tests)),
    ):
        yield


def commits(cls):
    """Tell whether what the tests of a class do may stay in the database."""
    return issubclass(cls, BaseCase) and not issubclass(cls, TransactionCase)
