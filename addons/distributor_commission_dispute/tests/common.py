# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_commission.tests.common import CommissionCommon

FEBRUARY = date(2026, 2, 1)
NOW = "2026-03-16 04:00:00"


class DisputeFactory:
    """Opens and decides disputes; mixed into any test class with an ``env``."""

    @classmethod
    def _create_dispute(
        cls, entry=None, expected=None, distributor=None, opened_by="distributor", **kw
    ):
        """Open a dispute as the distributor, 5 above the entry by default."""
        disputes = cls.env["distributor.commission.dispute"]
        entry = entry if entry is not None else cls.env["distributor.commission.entry"]
        if expected is None:
            expected = entry.amount + 5
        who = distributor or entry.beneficiary_id
        reason = kw.pop("reason", "T-Reason")
        if opened_by == "staff":
            return disputes._open(
                who, entry, expected, reason, (), kw.get("kind"), None, opened_by
            )
        return disputes._open_by_distributor(who, entry, expected, reason, **kw)

    def _decide(self, dispute, outcome="accepted", note="T-Note", user=None, **kw):
        deciding = dispute.sudo(False).with_user(user or self.finance)
        deciding._decide(outcome, note, **kw)
        return dispute.adjustment_id


@tagged("post_install", "-at_install")
class DisputeCommon(DisputeFactory, CommissionCommon):
    """The channel of commission: T-D bought for 1,000 in February 2026.

    T-C earned 50, T-R 30 and T-M 20.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.disputes = cls.env["distributor.commission.dispute"]
        cls.manager = cls._create_manager("t-dispute-manager", cls.company)
        cls.portal = new_test_user(cls.env, "t-dispute-portal", "base.group_portal")
        cls.invoice = cls._sell((cls.product, 10, 100))
        cls.entry = cls._get_entry(cls.country)

    @classmethod
    def _get_entry(cls, distributor, move=None):
        return cls.entries.search(
            [
                ("move_id", "=", (move or cls.invoice).id),
                ("beneficiary_id", "=", distributor.id),
            ],
            order="id",
            limit=1,
        )

    def _find_settlement(self, distributor, day=FEBRUARY):
        return self.settlements.search(
            [
                ("beneficiary_id", "=", distributor.id),
                ("date_start", "=", day),
                ("state", "!=", "cancel"),
            ]
        )
