# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.distributor_authorization.models.res_company import INTERNAL


class SaleOrder(models.Model):
    _inherit = "sale.order"

    portal_split_key = fields.Char(
        readonly=True,
        copy=False,
        groups=INTERNAL,
        help="Made when the splitting began: submitted twice, it is one new order.",
    )
    portal_merged = fields.Boolean(
        readonly=True,
        copy=False,
        groups=INTERNAL,
        help="Its distributor merged it into another order, and may undo it.",
    )

    _portal_split_key_uniq = models.UniqueIndex(
        "(distributor_id, portal_split_key) WHERE portal_split_key IS NOT NULL",
        "This order was split already.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"portal_split_key", "portal_merged"}

    def _get_split_stock(self, products, warehouse):
        """Extend: what is promised and not reserved yet is not free either."""
        return products._get_free_quantities(warehouse)

    # what is split

    def _get_priced_lines(self):
        return self.order_line.filtered(lambda line: not line.display_type)

    def _get_portal_split_lines(self):
        """Return the lines that a distributor may move to another order."""
        self.ensure_one()
        return self.order_line.filtered(lambda line: line._may_split_in_portal())

    def _get_split_refusals(self, moves):
        """Return why quantities cannot become another order, as sentences."""
        self.ensure_one()
        if not moves:
            return [self.env._("Choose what goes into the other order.")]
        try:
            self._check_split(moves)
        except UserError as refused:
            return [str(refused)]
        return []

    def _keeps_some(self, moves):
        """Tell whether some goods move and some stay."""
        return bool(moves) and not self._get_split_refusals(moves)

    # what the page of an order shows

    def _get_parting_distributor(self, user):
        """Return the distributor of the visitor if it may split or merge this order.

        An order can also be opened with a link and no login; the link changes nothing.

        :param user: the user of the request; the page has the order in sudo
        """
        self.ensure_one()
        distributors = self.env["distributor.distributor"]
        if user._is_public() or self.state != "sent" or not self.portal_order_key:
            return distributors
        # sudo: asked to decide what the user may do
        own = distributors._get_for_user(user).sudo()
        if own != self.sudo().distributor_id or not own._user_can("order", user):
            return distributors
        blocked = own._get_parting_blockers(self.sudo())
        return distributors if blocked else own

    def _may_portal_split(self, user):
        own = self._get_parting_distributor(user)
        lines = own and self.sudo()._get_portal_split_lines()
        # what is one piece cannot be two
        return bool(lines) and (
            len(lines) > 1 or lines.product_uom_qty > (lines._get_portal_pack() or 1.0)
        )

    def _may_portal_merge(self, user):
        own = self._get_parting_distributor(user)
        if not own or self.sudo().signature:
            return False
        # sudo: the visitor was found to be the distributor of the order
        orders = self.env["sale.order"].sudo()
        return bool(orders.search_count(own._get_merging_domain(self.sudo()), limit=1))

    def _get_portal_parts(self, user):
        """Return the orders that were one with this one, for its distributor."""
        self.ensure_one()
        if not self.sudo().split_root_id or not self._may_portal_explain_prices(user):
            return self.browse()
        # sudo: the visitor was found to be the distributor of the order
        order = self.sudo()
        parts = order._get_whole() - order
        return parts.filtered(lambda one: one.distributor_id == order.distributor_id)

    def _get_portal_merged(self, user):
        """Return what was merged into this order, for its distributor."""
        self.ensure_one()
        # sudo: who looks is checked before anything is told
        merged = self.sudo().merged_order_ids
        shown = merged and self._may_portal_explain_prices(user)
        return merged.filtered(lambda one: one.state == "cancel" and shown)

    def _get_undoable_orders(self):
        """Return what its distributor merged into this order and may take out again."""
        self.ensure_one()
        merged = self.merged_order_ids.filtered(lambda one: one.state == "cancel")
        # what the brand merged is the brand's decision
        return merged if all(merged.mapped("portal_merged")) else merged.browse()
