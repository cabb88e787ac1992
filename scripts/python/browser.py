# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A browser that is given more than one try to start."""

import time
import unittest

from odoo.tests.common import ChromeBrowser

# Odoo gives Chromium ten seconds. On a machine whose cores are busy that is at times
# not enough, and a test whose browser did not start has not been run.
TRIES = 3
PAUSE = 5  # seconds


class PatientBrowser(ChromeBrowser):
    """Chromium for tests: when it does not start, it is started again."""

    def __init__(self, test_case, *args, **kwargs):
        for attempt in range(1, TRIES + 1):
            try:
                super().__init__(test_case, *args, **kwargs)
            except unittest.SkipTest:
                if attempt == TRIES:
                    raise
                time.sleep(PAUSE)
            else:
                return
