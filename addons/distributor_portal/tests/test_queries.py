# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import gzip
from pathlib import Path

from dateutil.relativedelta import relativedelta

from odoo.tests import tagged

from odoo.addons.distributor_document.tests.common import DocumentFactory

from ..controllers.portal import DistributorPortal
from .common import HOME
from .members import MembersCommon

FEW, MANY = 2, 6
LISTS = (
    f"{HOME}/orders",
    f"{HOME}/wallet",
    f"{HOME}/commission?month=all",
    f"{HOME}/commission/settlements",
    f"{HOME}/statements",
    f"{HOME}/topups",
    f"{HOME}/refunds",
    f"{HOME}/members",
    f"{HOME}/documents",
)
HEAVIEST = 60_000  # bytes that travel


@tagged("post_install", "-at_install")
class TestQueries(DocumentFactory, MembersCommon):
    """Each list with few and with many rows of each kind on its page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        currency = cls.company.currency_id
        cls._top_up(
            500, cls.env["distributor.wallet"]._get_or_create(cls.below, currency)
        )
        wallet = cls.dealer.wallet_ids
        bank = cls.env["res.partner.bank"].create(
            {
                "acc_number": "T-6222",
                "partner_id": cls.dealer.partner_id.id,
                "allow_out_payment": True,
            }
        )
        start = cls.last_month.replace(day=1)
        settlements = cls.env["distributor.commission.settlement"].sudo()
        for number in range(MANY):
            cls._sell(cls.below, 10 + number, day=cls.last_month)
            cls._confirm((cls.goods, 1, 1), distributor=cls.dealer)
            cls.env["distributor.topup"]._request(cls.dealer, 10 + number)
            wallet._ask_refund(1, bank, "T")
            cls._top_up(1, wallet)
            kind = cls._create_type(f"t-{number}", has_expiry=True)
            cls._create_document(cls.dealer, kind, "verified", date_expiry="2099-01-01")
            first = start - relativedelta(months=number)
            last = first + relativedelta(day=31)
            statements = cls.env["distributor.statement"]
            statements._make(cls.company, first, last, cls.dealer)._send()
            settlements.create(
                {
                    "name": f"T-{number}",
                    "company_id": cls.company.id,
                    "currency_id": currency.id,
                    "plan_id": cls.plan.id,
                    "beneficiary_id": cls.dealer.id,
                    "date_start": first,
                    "date_end": last,
                    "state": "paid",
                }
            )

    def _count(self, url):
        """Return (rows on the page, queries it takes)."""
        self._open(url)  # loads what is kept between requests
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        page = self._open(url)
        return len(self._titles(page)), self.env.cr.sql_log_count - before

    def test_no_list_grows(self):
        self._login_as(self.roles["owner"])
        for url in LISTS:
            with self.subTest(url):
                counts = []
                for step in (FEW, MANY):
                    self.patch(DistributorPortal, "_distributor_step", step)
                    counts.append(self._count(url))
                (few, queries), (many, more) = counts
                self.assertLess(few, many)
                self.assertEqual(queries, more)

    def test_weight(self):
        """What the suite adds to the portal of Odoo is light, compressed alone."""
        paths = self.env["ir.asset"]._get_asset_paths(
            bundle="web.assets_frontend",
            assets_params=self.env["ir.asset"]._get_asset_params(),
        )
        own = [full for path, full, *_more in paths if path.startswith("/distributor")]
        self.assertTrue(own)
        weight = sum(len(gzip.compress(Path(path).read_bytes())) for path in own)
        self.assertLess(weight, HEAVIEST)
