# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.addons.distributor_approval.tests.common import ApprovalFactory
from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.members import MembersCommon

URL = f"{HOME}/approvals"


class PortalApprovalCommon(ApprovalFactory, MembersCommon):
    """T-C approves what T-D, which has members of each role, orders from 100 on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._clear_approval_rules()
        cls.company.sudo().write(
            {"approval_own_orders": False, "approval_show_amounts": False}
        )
        cls.rule = cls._create_rule("T-Large", amount_minimum=100)
        cls.goods.list_price = 61.0
        cls.upline = cls.users[cls.country]
        cls.owner = cls.roles["owner"]

    def _wait(self, quantity=7, distributor=None, user=None):
        """Make an order that waits for the upline."""
        distributor = distributor or self.dealer
        order = self._create_order(distributor, [(self.goods, quantity, 61)])
        order.state = "sent"
        self._submit(order, user or self.owner)
        self.assertEqual(order.approval_state, "waiting")
        return order

    def _url(self, order):
        return f"{URL}/{self._reviews(order).id}"

    def _decide(self, order, decision, comment="", seen=None):
        facts = order.sudo()._get_approval_facts()
        return self._post(
            self._url(order),
            decision=decision,
            comment=comment,
            seen=seen or facts.get_fingerprint(),
        )

    def _notice(self):
        return self._text(self._open(URL), ".o_distributor_portal_notice")
