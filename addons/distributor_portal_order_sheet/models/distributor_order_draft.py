# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools.constants import GC_UNLINK_LIMIT

from odoo.addons.distributor_portal_order.engine.quantities import read_lines

KEPT_DAYS = 60


class DistributorOrderDraft(models.Model):
    """A basket that the portal keeps until it is checked and placed.

    It has no prices: those are asked for when it is checked, as for any basket. The
    order that it becomes has its key, and a key is one order only.
    """

    _name = "distributor.order.draft"
    _description = "Draft of a Distributor's Order"
    _rec_name = "partner_shipping_id"
    _order = "id desc"

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, index=True
    )
    partner_shipping_id = fields.Many2one(
        "res.partner", "Ship to", required=True, ondelete="cascade"
    )
    basket = fields.Char(required=True, help="Products and quantities.")
    key = fields.Char(required=True, help="Of the order that the draft becomes.")
    upload = fields.Char(required=True, index=True, help="Of the uploaded sheet.")
    user_id = fields.Many2one("res.users", "Uploaded by", ondelete="set null")

    _key_uniq = models.UniqueIndex(
        "(distributor_id, key)", "This draft was made already."
    )

    def _count_products(self):
        self.ensure_one()
        return len(read_lines(self.basket))

    def _filter_open(self):
        """Return the drafts that became no order yet."""
        groups = self.env["sale.order"]._read_group(
            [
                ("distributor_id", "in", self.distributor_id.ids),
                ("portal_order_key", "in", self.mapped("key")),
            ],
            ["distributor_id", "portal_order_key"],
        )
        placed = {(distributor.id, key) for distributor, key in groups}
        return self.filtered(
            lambda draft: (draft.distributor_id.id, draft.key) not in placed
        )

    @api.autovacuum
    def _gc_drafts(self):
        """Delete what nobody placed, and what became an order long ago."""
        old = fields.Datetime.now() - relativedelta(days=KEPT_DAYS)
        drafts = self.search([("create_date", "<", old)], limit=GC_UNLINK_LIMIT)
        drafts.unlink()
        return len(drafts), len(drafts) == GC_UNLINK_LIMIT
