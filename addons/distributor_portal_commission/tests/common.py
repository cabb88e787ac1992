# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.members import MembersCommon

URL = f"{HOME}/commission"
DISPUTES = f"{URL}/disputes"


@tagged("post_install", "-at_install")
class PortalCommissionCommon(MembersCommon):
    """The dealer has a downline T-B: last month it bought for 500 and 300, and this
    month for 1,500; the settlement of last month is approved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        wallets = cls.env["distributor.wallet"]
        wallet = wallets._get_or_create(cls.below, cls.company.currency_id)
        cls._top_up(5000, wallet)
        for amount in (500, 300):
            cls._sell(cls.below, amount, day=cls.last_month)
        cls.order = cls._sell(cls.below, 1500)
        settlements = cls.env["distributor.commission.settlement"].sudo()
        cls.everyone = settlements._settle(cls.company, cls.last_month)
        cls.everyone._review()
        cls.everyone._approve()
        cls.settlement = cls.everyone.filtered(lambda s: s.beneficiary_id == cls.dealer)
        cls.entries = cls.settlement.line_ids.entry_id.sorted("amount")
        cls.entry = cls.entries[0]
        cls.foreign = (cls.everyone - cls.settlement)[:1].line_ids.entry_id[:1]

    def _get_form(self, entry):
        return f"{URL}/entries/{entry.id}/dispute"

    def _dispute_page(self, entry=None, **data):
        data = {"expected": "20", "reason": "T-Reason", **data}
        return self._post(self._get_form(entry or self.entry), **data)

    def _get_disputes(self):
        disputes = self.env["distributor.commission.dispute"].sudo()
        return disputes.search([("distributor_id", "=", self.dealer.id)])
