# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    _inherit = "account.move"

    def write(self, vals):
        if vals.get("state", "posted") != "posted":
            # sudo: whether rewards were booked decides, whoever asks
            booked = self.sudo().filtered(
                lambda move: move.state == "posted"
                and move.distributor_wallet_kind
                and move.line_ids.distributor_wallet_lot_id
            )
            if booked:
                raise UserError(
                    self.env._(
                        "%s books rewards and is final: what was granted, taken back or"
                        " expired stays on record. Reverse it to correct it.",
                        booked[0].display_name,
                    )
                )
        return super().write(vals)
