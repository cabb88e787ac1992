# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.distributor.models.group_names import MANAGER

from .res_company import POLICIES


class DistributorOrderException(models.Model):
    """Something about an order that the rules of the channel do not provide for.

    Rows follow the order while it is a quotation and are written by it alone.
    """

    _name = "distributor.order.exception"
    _description = "Exception of an Order"
    # not by order: reading those of an order would write its date first
    _order = "kind, id"
    _rec_name = "kind"

    order_id = fields.Many2one(
        "sale.order", required=True, index=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    distributor_id = fields.Many2one(related="order_id.distributor_id", store=True)
    kind = fields.Selection(
        [
            ("territory", "Ship-to outside the territory"),
            ("unmatched", "Ship-to in no territory"),
            ("product", "Product not authorised"),
            ("seller", "Buys from another seller"),
        ],
        required=True,
        readonly=True,
    )
    policy = fields.Selection(POLICIES, required=True, readonly=True)
    line_ids = fields.Many2many(
        "sale.order.line",
        "distributor_order_exception_line_rel",
        "exception_id",
        "line_id",
        "Lines Concerned",
        readonly=True,
    )
    territory_id = fields.Many2one("distributor.territory", readonly=True)
    seller_id = fields.Many2one(
        "distributor.distributor", "Should Buy From", readonly=True
    )
    date = fields.Date("Checked For", readonly=True)
    fingerprint = fields.Char(
        readonly=True,
        groups="base.group_system",
        help="Ship-to, products and quantities a decision is bound to.",
    )
    state = fields.Selection(
        [
            ("noted", "Noted"),
            ("open", "Open"),
            ("approved", "Approved"),
            ("refused", "Refused"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="open",
    )
    reopened = fields.Boolean(readonly=True)
    user_id = fields.Many2one("res.users", "Decided By", readonly=True)
    decided_date = fields.Datetime("Decided On", readonly=True)
    note = fields.Text(readonly=True)
    sentence = fields.Text("What", compute="_compute_sentence", compute_sudo=True)
    may_decide = fields.Boolean(compute="_compute_may_decide")

    _kind_uniq = models.Constraint(
        "UNIQUE (order_id, kind)", "An order has one exception of a kind."
    )

    @api.depends("kind", "line_ids", "territory_id", "seller_id", "date", "reopened")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for one in self:
            one.sentence = one._get_sentence()

    @api.depends("kind", "policy", "order_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for one in self:
            one.may_decide = one.policy == "ask" and one._may_decide()

    def _get_sentence(self):
        self.ensure_one()
        names = {
            "distributor": self.order_id.distributor_id.display_name,
            "territory": self.territory_id.display_name,
            "day": format_date(self.env, self.date),
        }
        text = {
            "territory": self._get_territory_sentence,
            "unmatched": self._get_unmatched_sentence,
            "product": self._get_product_sentence,
            "seller": self._get_seller_sentence,
        }[self.kind](names)
        if self.reopened:
            text += " " + self.env._("The order changed after it was approved.")
        return text

    def _get_territory_sentence(self, names):
        return self.env._(
            "The ship-to address lies in %(territory)s, where %(distributor)s has no"
            " authorisation on %(day)s.",
            **names,
        )

    def _get_unmatched_sentence(self, _names):
        return self.env._(
            "The ship-to address “%s” belongs to no territory.",
            self.order_id._get_ship_text(),
        )

    def _get_product_sentence(self, names):
        products = self.line_ids.product_id.mapped("display_name")
        return self.env._(
            "%(distributor)s is not authorised to sell %(products)s on %(day)s.",
            **names,
            products=", ".join(products),
        )

    def _get_seller_sentence(self, names):
        return self.env._(
            "%(distributor)s buys from %(seller)s, not from the brand.",
            **names,
            seller=self.seller_id.display_name,
        )

    def _blocks(self):
        """Tell whether the order cannot be confirmed because of this."""
        self.ensure_one()
        if self.policy == "ask":
            return self.state != "approved"
        return self.policy == "refuse"

    def _get_changes(self, vals):
        """Return what is new in values; a decision falls with what it was bound to."""
        self.ensure_one()
        changes = {}
        for name in ("policy", "territory_id", "seller_id", "date", "fingerprint"):
            old = self[name].id if name.endswith("_id") else self[name]
            if (old or False) != (vals[name] or False):
                changes[name] = vals[name]
        lines = vals["line_ids"][0][2]
        if set(self.line_ids._origin.ids) != set(lines):
            changes["line_ids"] = vals["line_ids"]
        if "policy" in changes or "fingerprint" in changes:
            changes.update(self._prepare_reopen_vals(vals["policy"]))
        return changes

    def _get_approval_bound(self):
        """Return numbers that an approval by a rule does not go beyond; a hook."""
        self.ensure_one()
        return ()

    def _prepare_reopen_vals(self, policy):
        return {
            "state": "noted" if policy == "allow" else "open",
            "reopened": self.reopened or self.state == "approved",
            "user_id": False,
            "decided_date": False,
            "note": False,
        }

    def action_decide(self):
        """Open the decision on what waits for approval.

        Who decides on some of them alone is asked about these; who decides on none is
        told why by the decision itself.
        """
        self.order_id.check_access("read")
        mine = self.filtered("may_decide") or self
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_authorization.distributor_order_exception_decide_action"
        )
        return dict(action, context={"default_exception_ids": mine.ids})

    def _get_desk_item(self):
        """Return this exception as one thing its order waits for."""
        self.ensure_one()
        labels = dict(self._fields["kind"]._description_selection(self.env))
        states = dict(self._fields["state"]._description_selection(self.env))
        buttons = self._get_desk_buttons() if self._blocks() else []
        return self.order_id._prepare_desk_item(
            self.sentence,
            *buttons,
            kind=labels[self.kind],
            done=not self._blocks(),
            # who may only look again is not the one it waits for
            has_primary=len(buttons) > 1,
            state=states[self.state],
            who=self.user_id.name or "",
            when=self.decided_date,
            note=self.note or "",
        )

    def _get_desk_buttons(self):
        """Return what the user can do: buttons of `_prepare_desk_item`; a hook."""
        buttons = []
        if self.may_decide:
            buttons.append((self.env._("Decide"), "action_decide", self))
        again = self.env._("Check Again")
        return [*buttons, (again, "action_check_exceptions")]

    def _may_decide(self):
        """Tell whether the user decides on this; a hook."""
        self.ensure_one()
        return self.env.user.has_group(self._get_decider_group())

    def _get_decider_group(self):
        """Return who decides on this; a hook."""
        return MANAGER

    def _decide(self, state, note):
        """Approve or refuse exceptions, for managers only.

        :param state: "approved" or "refused"
        :param note: why; stays with the decision and in the log of the order
        :raise UserError: when a policy refuses it or the order is no quotation
        """
        self._check_decider(state)
        for one in self:
            one._check_decidable()
        # sudo: group and access to the orders were checked above
        self.sudo().write(
            {
                "state": state,
                "reopened": False,
                "note": note,
                "user_id": self.env.uid,
                "decided_date": fields.Datetime.now(),
            }
        )
        self._log_decision(state, note)

    def _check_decider(self, state):
        """Refuse who does not decide on these exceptions; a hook.

        :raise AccessError: no access to the orders, or no manager
        """
        self.order_id.check_access("write")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Only a distribution manager decides on exceptions.")
            )

    def _log_decision(self, state, note):
        """Say in the log of the orders what was decided."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for one in self:
            one.order_id.message_post(
                body=self.env._(
                    "%(state)s: %(sentence)s Note: %(note)s",
                    state=labels[state],
                    sentence=one.sentence,
                    note=note,
                )
            )

    def _check_decidable(self):
        self.ensure_one()
        order = self.order_id
        if order.state not in ("draft", "sent"):
            raise UserError(
                self.env._("Order %s is no quotation any more.", order.name)
            )
        if self.policy != "ask":
            raise UserError(
                self.env._(
                    "Order %(order)s: this needs no approval or cannot get any:"
                    " %(sentence)s",
                    order=order.name,
                    sentence=self.sentence,
                )
            )
