# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain

INTERNAL = "base.group_user"


class StockPicking(models.Model):
    _inherit = "stock.picking"

    distributor_id = fields.Many2one(related="sale_id.distributor_id", groups=INTERNAL)
    distributor_level_id = fields.Many2one(
        related="sale_id.distributor_level_id", groups=INTERNAL
    )
    distributor_territory_id = fields.Many2one(
        related="sale_id.distributor_territory_id", groups=INTERNAL
    )
    distributor_user_id = fields.Many2one(
        related="sale_id.distributor_id.user_id", string="Salesperson", groups=INTERNAL
    )

    def _is_channel_delivery(self):
        """Tell whether the goods leave for the customer."""
        self.ensure_one()
        return self.location_dest_id.usage == "customer"

    def _is_channel_return(self):
        """Tell whether the goods come back from the customer."""
        self.ensure_one()
        return bool(self.return_id) or self.location_id.usage == "customer"

    def _get_channel_tracking(self):
        """Return how the goods travel: dict of carrier, number and link; a hook."""
        self.ensure_one()
        return {"carrier": "", "number": "", "link": ""}

    def _get_told_of_shipping(self):
        """Return the e-mail addresses a mail of the delivery itself goes to; a hook."""
        self.ensure_one()
        mails = self.company_id.stock_move_email_validation
        return (self.partner_id.email,) if mails else ()

    @api.model
    def _get_signed_domain(self):
        """Return the domain of the deliveries a distributor can sign for; a hook."""
        return Domain.TRUE

    def _is_signed_by_distributor(self):
        """Tell whether the distributor gets the goods, and can sign for them."""
        self.ensure_one()
        return bool(self.filtered_domain(self._get_signed_domain()))
