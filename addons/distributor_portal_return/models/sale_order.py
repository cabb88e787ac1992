# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _may_portal_return(self, user):
        """Tell whether the visitor may ask to return goods of this order, by its login.

        An order can also be opened with a link and no login; the link returns nothing.

        :param user: the user of the request; the page has the order in sudo
        """
        self.ensure_one()
        if user._is_public() or not self.distributor_id or not self.may_return:
            return False
        own = self.env["distributor.distributor"]._get_for_user(user)
        return own == self.distributor_id and own._user_can("order", user)

    def _get_portal_return_rows(self, reasons):
        """Return what may come back, as the form shows it.

        Goods whose days are over for every reason are left out.

        :param reasons: distributor.return.reason records
        :return: list of dict of key, move, lot, quantity, day and last_day
        """
        self.ensure_one()
        longest = max(
            (reason._get_days(self.distributor_id) for reason in reasons), default=0
        )
        today = self.distributor_id._get_today()
        rows = []
        for row in self._get_returnable():
            day = self.distributor_id._get_day(row.move.date)
            last_day = fields.Date.add(day, days=longest)
            if row.quantity > 0 and today <= last_day:
                rows.append(
                    {
                        "key": f"{row.move.id}-{row.lot.id or 0}",
                        "move": row.move,
                        "lot": row.lot,
                        "quantity": row.quantity,
                        "day": day,
                        "last_day": last_day,
                    }
                )
        return rows
