# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from odoo import tools
from odoo.tests import tagged

from odoo.addons.distributor_commission.tests.common import CommissionCommon

FIRST, LAST = date(2026, 2, 1), date(2026, 2, 28)


@tagged("post_install", "-at_install")
class RunCommon(CommissionCommon):
    """Posted invoices of which nobody has booked the commission."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.runs = cls.env["distributor.commission.run"]
        cls.manager = cls._create_manager("t-run-manager", cls.company)
        cls.startClassPatcher(patch.object(type(cls.runs), "_part_size", 2))

    @classmethod
    @contextmanager
    def _unbooked(cls):
        """What is posted meanwhile is left to a run, as if it were imported."""
        booking = type(cls.env["distributor.commission.booking"])
        with patch.object(booking, "_book_posted", lambda *_args: 0):
            yield

    @classmethod
    def _sell_unbooked(cls, *prices, day=FIRST):
        """Return an invoice for each price, each of an order of its own."""
        with cls._unbooked():
            invoices = [cls._sell((cls.product, 1, price), day=day) for price in prices]
        return cls.env["account.move"].union(*invoices)

    @classmethod
    def _create_run(cls, first=FIRST, last=LAST, user=None):
        return cls.runs.with_user(user or cls.manager).create(
            {"company_id": cls.company.id, "date_start": first, "date_end": last}
        )

    @classmethod
    @contextmanager
    def _with_runner(cls, runs=True):
        modules = [
            name for name in tools.config["server_wide_modules"] if name != "queue_job"
        ]
        modules += ["queue_job"] * runs
        with patch.dict(
            tools.config._runtime_options, {"server_wide_modules": modules}
        ):
            yield

    def _get_rows(self, entries=None):
        """Return what was booked, as (document, beneficiary, kind…), sorted."""
        return sorted(
            (
                entry.document_id.document,
                entry.beneficiary_id.code,
                entry.kind,
                entry.generation,
                entry.basis,
                entry.amount,
            )
            for entry in (self._get_entries() if entries is None else entries)
        )
