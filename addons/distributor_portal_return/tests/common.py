# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.members import MembersCommon
from odoo.addons.distributor_return.tests.common import ReturnFactory

PAGE = f"{HOME}/returns"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@tagged("post_install", "-at_install")
class PortalReturnCommon(ReturnFactory, MembersCommon):
    """The dealer got 4 goods at 100 each, delivered and invoiced."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env,
            "t-portal-return-manager",
            "distributor.distributor_group_manager",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )
        cls.reason = cls._create_reason(instructions="T-Instructions")
        cls.order = cls._deliver((cls.goods, 4, 100))
        cls.row = cls.order._get_returnable()[0]
        cls.form = f"{HOME}/orders/{cls.order.id}/return"

    def _send(self, quantity=2, files=None, **data):
        """Send the form as the page does."""
        return self.url_open(
            self.form,
            data={
                "csrf_token": http.Request.csrf_token(self),
                "reason": str(self.reason.id),
                f"quantity-{self.row.move.id}-0": str(quantity),
                "key": "T-KEY",
                **data,
            },
            files=files,
            allow_redirects=False,
        )

    def _get_returns(self):
        returns = self.env["distributor.return"].sudo()
        return returns.search([("distributor_id", "=", self.dealer.id)])
