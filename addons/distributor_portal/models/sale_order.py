# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _get_portal_destination(self):
        """Return where an order goes, in a few words."""
        self.ensure_one()
        address = self.partner_shipping_id
        name = address.name or address.commercial_partner_id.name
        return ", ".join(filter(None, [name, address.city]))

    def _may_portal_explain_prices(self, user):
        """Tell whether the visitor is the distributor of this order, by its login.

        An order can also be opened with a link and no login; the link explains nothing.

        :param user: the user of the request; the page has the order in sudo
        """
        self.ensure_one()
        if user._is_public() or not self.distributor_id:
            return False
        own = self.env["distributor.distributor"]._get_for_partner(
            user.partner_id, self.company_id
        )
        return own == self.distributor_id and own._user_can("view", user)
