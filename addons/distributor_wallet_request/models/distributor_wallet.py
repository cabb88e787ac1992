# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import AccessError

from odoo.addons.distributor.models.group_names import FINANCE

from .distributor_wallet_request import OPEN

COUNTS = {
    "refund_count": ("distributor.wallet.refund", ("draft", *OPEN)),
    "adjustment_count": ("distributor.wallet.adjustment", ("draft", *OPEN)),
    "case_count": ("distributor.wallet.case", ("draft", *OPEN)),
    "freeze_count": ("distributor.wallet.freeze", ("draft", "active")),
}


class DistributorWallet(models.Model):
    """The documents about a wallet, and what they do to it."""

    _name = "distributor.wallet"
    _inherit = ["distributor.wallet", "distributor.wallet.repayable"]

    is_spendable = fields.Boolean(related="purpose_id.spendable")
    refund_count = fields.Integer("Open Refunds", compute="_compute_request_counts")
    adjustment_count = fields.Integer(
        "Open Adjustments", compute="_compute_request_counts"
    )
    case_count = fields.Integer("Open Cases", compute="_compute_request_counts")
    freeze_count = fields.Integer("Freezes", compute="_compute_request_counts")

    def _compute_request_counts(self):
        for name, (model, states) in COUNTS.items():
            counts = {}
            if self.env[model].has_access("read"):
                groups = self.env[model]._read_group(
                    [("wallet_id", "in", self.ids), ("state", "in", states)],
                    ["wallet_id"],
                    ["__count"],
                )
                counts = dict(groups)
            for wallet in self:
                wallet[name] = counts.get(wallet, 0)

    def _freeze(self, reason):
        """Stop orders and payouts of this wallet; callers checked the right."""
        self._set_now(state="frozen", freeze_reason=reason)

    def _unfreeze(self):
        """Let orders and payouts pass again; callers checked the right."""
        self._set_now(state="open", freeze_reason=False)

    def _set_now(self, **vals):
        """Write to wallets under their lock, before anything reads the rows again."""
        self._lock(self)
        # sudo: callers checked the group; nobody writes wallets otherwise
        wallets = self.sudo()
        wallets.write(vals)
        wallets.flush_recordset()

    def _set_limits(self, credit_limit, minimum_balance, reason):
        """Change the limits of this wallet, with the reason in its chatter.

        Callers checked that the user is finance.
        """
        self.ensure_one()
        self._set_now(credit_limit=credit_limit, minimum_balance=minimum_balance)
        # sudo: the reason belongs to the change that the caller checked
        self.sudo().message_post(body=self.env._("Limits changed: %s", reason))

    def _on_booked(self, entry):
        result = super()._on_booked(entry)
        if entry.kind == "undo" and entry.move_id.state != "posted":
            entry.move_id._undo_wallet_requests()
        return result

    def action_refund(self):
        """Open a new refund of this wallet."""
        return self._open_new("refund", self.env._("Refund"))

    def action_adjust(self):
        """Open a new adjustment of this wallet."""
        return self._open_new("adjustment", self.env._("Adjustment"))

    def action_case(self):
        """Open a new case that this bond pays for."""
        return self._open_new("case", self.env._("Bond Case"))

    def action_freeze(self):
        """Open a new freeze of this wallet."""
        view = self.env.ref(
            "distributor_wallet_request.distributor_wallet_freeze_view_form_dialog"
        )
        action = self._open_new("freeze", self.env._("Freeze"))
        return dict(action, target="new", views=[(view.id, "form")])

    def action_set_limits(self):
        """Open the form on which finance sets the limits."""
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group(FINANCE):
            raise AccessError(self.env._("Only distribution finance sets limits."))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_wallet_request.distributor_wallet_limit_action"
        )
        return dict(action, context={"default_wallet_id": self.id})

    def action_view_refunds(self):
        """Open the refunds of this wallet."""
        return self._open_list("refund")

    def action_view_adjustments(self):
        """Open the adjustments of this wallet."""
        return self._open_list("adjustment")

    def action_view_cases(self):
        """Open the cases of this bond."""
        return self._open_list("case")

    def action_view_freezes(self):
        """Open the freezes of this wallet."""
        return self._open_list("freeze")

    def _open_new(self, kind, name):
        self.ensure_one()
        self.check_access("read")
        model = f"distributor.wallet.{kind}"
        self.env[model].check_access("create")
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "view_mode": "form",
            "name": name,
            "context": {"default_wallet_id": self.id},
        }

    def _open_list(self, kind):
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"distributor_wallet_request.distributor_wallet_{kind}_action"
        )
        return dict(
            action,
            domain=[("wallet_id", "=", self.id)],
            context={"default_wallet_id": self.id},
        )
