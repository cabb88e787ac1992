# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.addons.distributor_wallet.tests.common import WalletCommon

from . import oracle
from .files import GOOD, get_files

START = date(2020, 1, 1)


class ImportCommon(WalletCommon):
    """A company with a chart, without a plan, and the good files."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # tests in other processes share the file store and clean it: keep files here
        parameters = cls.env["ir.config_parameter"].sudo()
        parameters.set_param("ir_attachment.location", "db")
        cls.runner = cls.env["distributor.import.runner"]
        cls.loader = cls.env["distributor.import.loader"]
        # products are shared between companies: no other test sees these codes
        cls.runner._prepare_company(cls.company, START)
        cls.oracle = oracle.compute(GOOD)

    def _read(self, files=None):
        return self.runner._read(self.company, files or get_files())

    def _load(self, files=None, stop=None, **options):
        """Import; return the refused rows. ``stop``: give up after that many steps."""
        channel = self._read(files)
        self.assertEqual(channel.errors, [])
        refused = []
        steps = self.loader._load(channel, self.company, self.bank, **options)
        for number, step in enumerate(steps, 1):
            refused += step.refused
            if number == stop:
                steps.close()
                break
        return refused

    def _get_summary(self, files=None):
        summary = self.env["distributor.import.summary"]
        return summary._get_summary(self.company, self._read(files))

    def _get_sales(self, *references):
        return self.env["sale.order"].search(
            [
                ("company_id", "=", self.company.id),
                ("import_reference", "in", references)
                if references
                else ("import_reference", "!=", False),
            ]
        )

    def _count(self):
        """Count what an import may create in the company."""
        own = [("company_id", "=", self.company.id)]
        models = (
            "sale.order",
            "account.move",
            "account.payment",
            "stock.picking",
            "distributor.distributor",
            "distributor.territory",
            "distributor.wallet.entry",
            "distributor.commission.entry",
        )
        counts = {model: self.env[model].search_count(own) for model in models}
        counts["res.partner"] = self.env["res.partner"].search_count([])
        counts["product"] = self.env["product.product"].search_count([])
        return counts
