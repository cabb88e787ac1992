# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import io

import openpyxl

from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.members import MembersCommon

PAGE = f"{HOME}/exports"


@tagged("post_install", "-at_install")
class ExportCommon(MembersCommon):
    """The dealer has orders of several states, days and amounts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Export = cls.env["distributor.portal.export"].sudo()
        cls.orders = cls.env["sale.order"]
        for amount in (300, 120):
            cls.orders |= cls._sell(cls.dealer, amount)
        for amount in (90, 40, 40, 7):
            cls.orders |= cls._confirm((cls.goods, 1, amount), distributor=cls.dealer)
        cls.orders[3]._action_cancel()
        cls.orders[4].client_order_ref = "=cmd()"
        for place, order in enumerate(cls.orders):
            order.date_order = f"2026-0{1 + place % 3}-01 10:00:00"
        cls.env.flush_all()

    @classmethod
    def _get_list(cls, name, distributor=None):
        """Return (list, distributor), as a page of an owner asks them."""
        distributor = (distributor or cls.dealer).sudo()
        user = cls.users[distributor.with_env(cls.dealer.env)]
        distributor = distributor.with_context(lang="en_US", tz=user.tz or "UTC")
        return distributor.env[f"distributor.portal.list.{name}"], distributor

    def _ask(self, name="orders", kind="xlsx", user=None, **values):
        _shown, distributor = self._get_list(name)
        user = user or self.roles["owner"]
        exports = distributor.env["distributor.portal.export"]
        return exports._ask(distributor, user, name, kind, values)

    def _read_book(self, content):
        """Return the rows of a workbook below its labels, and all rows."""
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        top = next(place for place, row in enumerate(rows) if not any(row))
        return rows[top + 1], rows[top + 2 :], sheet
