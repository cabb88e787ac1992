# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .res_company import INTERNAL

OPEN = ("draft", "sent")


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "distributor.order.check"]

    sale_channel_id = fields.Many2one(
        "distributor.sale.channel",
        "Sales Channel",
        ondelete="restrict",
        groups=INTERNAL,
        help="Through which the distributor sells the goods. Empty: any of them.",
    )
    exception_ids = fields.One2many(
        "distributor.order.exception",
        "order_id",
        "Exceptions",
        compute="_compute_exception_ids",
        store=True,
        copy=False,
        groups=INTERNAL,
    )
    exception_level = fields.Selection(
        [
            ("noted", "Noted"),
            ("approved", "Approved"),
            ("open", "Waits for Approval"),
            ("refused", "Refused"),
        ],
        "Exception",
        compute="_compute_exception_level",
        store=True,
        copy=False,
        groups=INTERNAL,
    )
    exception_text = fields.Text(
        "What Is Not Provided For",
        compute="_compute_exception_text",
        compute_sudo=True,
        groups=INTERNAL,
    )
    exception_names = fields.Char(
        "Stopped By", compute="_compute_exception_names", groups=INTERNAL
    )
    exceptions_may_decide = fields.Boolean(
        compute="_compute_exceptions_may_decide", groups=INTERNAL
    )

    @api.depends(
        "distributor_id",
        "partner_shipping_id",
        "ship_territory_id",
        "sale_channel_id",
        "order_line.product_id",
        "order_line.product_uom_qty",
    )
    def _compute_exception_ids(self):
        """Follow the quotation; what was confirmed keeps what was known then.

        `write` looks again at what becomes a quotation: depending on the state would
        look for exceptions of each order that leaves it, too.
        """
        todo = self.filtered(lambda order: order.state in OPEN)
        for order, found in todo._find_exceptions().items():
            if commands := order._prepare_exception_commands(found):
                order.exception_ids = commands

    @api.depends("distributor_id", "exception_ids.state", "exception_ids.policy")
    def _compute_exception_level(self):
        for order in self:
            # rows are those of a distributor alone
            order.exception_level = order.distributor_id and order._get_exception_level(
                order.exception_ids
            )

    @api.depends("exception_ids.sentence")
    @api.depends_context("lang")
    def _compute_exception_text(self):
        for order in self:
            texts = order.exception_ids.mapped("sentence")
            order.exception_text = "\n".join(texts) if texts else False

    @api.depends("exception_ids.kind", "exception_ids.state", "exception_ids.policy")
    @api.depends_context("lang")
    def _compute_exception_names(self):
        kind = self.env["distributor.order.exception"]._fields["kind"]
        labels = dict(kind._description_selection(self.env))
        for order in self:
            blocking = order.exception_ids.filtered(lambda row: row._blocks())
            order.exception_names = ", ".join(labels[row.kind] for row in blocking)

    @api.depends("exception_ids.may_decide", "exception_ids.state")
    @api.depends_context("uid")
    def _compute_exceptions_may_decide(self):
        for order in self:
            order.exceptions_may_decide = any(
                row.may_decide and row._blocks() for row in order.exception_ids
            )

    def _get_exception_level(self, rows):
        """Return the gravest of what stands on the order."""
        blocking = rows.filtered(lambda row: row._blocks())
        if any(row.policy == "refuse" or row.state == "refused" for row in blocking):
            return "refused"
        if blocking:
            return "open"
        if any(row.state == "approved" for row in rows):
            return "approved"
        return "noted" if rows else False

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_exception_vals(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_exception_vals(vals)
        result = super().write(vals)
        if vals.get("state") in OPEN:
            self.env.add_to_compute(self._fields["exception_ids"], self)
        return result

    def _check_exception_vals(self, vals):
        named = vals.get("exception_ids") or "exception_level" in vals
        if named and not self.env.su:
            raise AccessError(self.env._("Exceptions follow from the rules alone."))

    @api.model
    def _refresh_open_exceptions(self, domain):
        """Look again at quotations after a rule changed."""
        orders = self.search(
            Domain("state", "in", OPEN)
            & Domain("distributor_id", "!=", False)
            & Domain(domain)
        )
        self.env.add_to_compute(self._fields["exception_ids"], orders)
        orders._recompute_recordset(["exception_ids"])

    def action_check_exceptions(self):
        """Look again, for instance on another day."""
        self.check_access("write")
        # sudo: access was checked above; the rows follow from the rules
        self.sudo()._refresh_open_exceptions([("id", "in", self.ids)])
        return True

    def action_decide_exceptions(self):
        """Decide on everything that waits for approval."""
        self.ensure_one()
        waiting = self.exception_ids.filtered(
            lambda row: row.policy == "ask" and row._blocks()
        )
        return waiting.action_decide()

    def _on_confirmation(self):
        result = super()._on_confirmation()
        self.filtered("distributor_id")._check_exceptions()
        return result

    def _check_exceptions(self):
        """Look once more, and refuse what the rules refuse or nobody approved.

        :raise UserError: names the order, each sentence and what to do
        """
        for order, found in self._find_exceptions().items():
            # sudo: the rows follow from the rules, whoever confirms
            order_sudo = order.sudo()
            if not found and not order_sudo.exception_level:
                continue  # most orders: no exception now, and none noted before
            if commands := order_sudo._prepare_exception_commands(found):
                order_sudo.write({"exception_ids": commands})
            if order_sudo.exception_ids:
                order_sudo._raise_blocking()

    def _raise_blocking(self):
        self.ensure_one()
        blocking = self.exception_ids.filtered(lambda row: row._blocks())
        if not blocking:
            return
        advice = self._get_blocking_advice(blocking)
        raise UserError(
            self.env._(
                "Order %(order)s cannot be confirmed:\n%(reasons)s\n%(advice)s",
                order=self.name,
                reasons="\n".join(f"• {row.sentence}" for row in blocking),
                advice=advice,
            )
        )

    def _get_blocking_advice(self, blocking):
        """Return what helps an order that exceptions stop."""
        if self._get_exception_level(blocking) == "refused":
            return self.env._("Change the address or the products, or cancel it.")
        return self.env._(
            "A distribution manager can approve it on the order, tab Exceptions."
        )

    def _get_ship_text(self):
        """Return the ship-to address in one line."""
        self.ensure_one()
        place = self.partner_shipping_id
        parts = [place.country_id.name, place.state_id.name, place.city, place.zip]
        return ", ".join(part for part in parts if part) or place.display_name or ""

    def _is_held_by_exception(self):
        """Tell whether the customer cannot accept the quotation yet."""
        self.ensure_one()
        return self.state in OPEN and self.exception_level in ("open", "refused")

    def _get_turn(self):
        turn = super()._get_turn()
        return "brand" if turn and self._is_held_by_exception() else turn

    @api.model
    def _get_turn_fields(self):
        return [*super()._get_turn_fields(), "exception_level"]

    def _get_waiting_reasons(self):
        reasons = super()._get_waiting_reasons()
        if self._is_held_by_exception():
            rows = self.exception_ids.filtered(lambda row: row._blocks())
            reasons += rows.mapped("sentence")
        return reasons

    def _get_desk_items(self):
        rows = self.exception_ids.filtered(lambda row: row.state != "noted")
        return [
            *super()._get_desk_items(),
            *(row._get_desk_item() for row in rows if self.state in OPEN),
        ]

    def _has_to_be_signed(self):
        return super()._has_to_be_signed() and not self._is_held_by_exception()

    def _has_to_be_paid(self):
        return super()._has_to_be_paid() and not self._is_held_by_exception()
