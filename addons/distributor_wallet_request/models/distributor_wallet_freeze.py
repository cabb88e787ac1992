# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.distributor.models.group_names import FINANCE

CONTENT = {"wallet_id", "scope", "amount", "reason"}
STEPS = {"name", "state", "hold_id", "user_id", "date_start", "lift_reason"}
STEPS |= {"lift_user_id", "date_end"}


class DistributorWalletFreeze(models.Model):
    """A wallet, or an amount of it, that finance keeps until something is decided.

    It stays in the history: who froze it, when and why, and who lifted it.
    """

    _name = "distributor.wallet.freeze"
    _description = "Freeze of a Wallet"
    _inherit = [
        "distributor.searchable",
        "distributor.step",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"

    name = fields.Char("Number", readonly=True, copy=False, index=True)
    wallet_id = fields.Many2one(
        "distributor.wallet", required=True, index=True, ondelete="restrict"
    )
    distributor_id = fields.Many2one(
        related="wallet_id.distributor_id", store=True, index=True
    )
    company_id = fields.Many2one(related="wallet_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="wallet_id.currency_id", store=True)
    available = fields.Monetary(related="wallet_id.available", string="Available Now")
    scope = fields.Selection(
        [("wallet", "The Whole Wallet"), ("amount", "An Amount")],
        default="amount",
        required=True,
        help="A frozen wallet pays no new orders and no refunds; invoices of orders"
        " that were confirmed before are still paid from it.",
    )
    amount = fields.Monetary()
    reason = fields.Text(required=True)
    state = fields.Selection(
        [("draft", "Draft"), ("active", "Frozen"), ("lifted", "Lifted")],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    hold_id = fields.Many2one(
        "distributor.wallet.hold", readonly=True, copy=False, ondelete="restrict"
    )
    user_id = fields.Many2one("res.users", "Frozen By", readonly=True, copy=False)
    date_start = fields.Datetime("Frozen On", readonly=True, copy=False)
    lift_user_id = fields.Many2one("res.users", "Lifted By", readonly=True, copy=False)
    date_end = fields.Datetime("Lifted On", readonly=True, copy=False)
    lift_reason = fields.Text(
        "Why It Was Lifted", readonly=True, copy=False, tracking=True
    )

    _whole_uniq = models.UniqueIndex(
        "(wallet_id) WHERE scope = 'wallet' AND state = 'active'",
        "The wallet is frozen already.",
    )
    _amount_check = models.Constraint(
        "CHECK (scope = 'wallet' OR amount > 0)",
        "The amount to freeze is more than zero.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su and (STEPS & vals.keys()):
                raise AccessError(self.env._("A new freeze is a draft."))
        freezes = super().create(vals_list)
        for freeze in freezes:
            # sudo: the number is a fact of this creation
            number = self.env["ir.sequence"].sudo().next_by_code(self._name)
            freeze.sudo().name = number
        return freezes

    def write(self, vals):
        if not self.env.su and (STEPS & vals.keys()):
            raise AccessError(self.env._("Use the buttons to change the status."))
        if CONTENT & vals.keys():
            self._check_step("draft")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_step("draft")

    def action_freeze(self):
        """Freeze after checking that the user is finance."""
        self._check_finance()
        self._freeze()
        return {"type": "ir.actions.act_window_close"}

    def action_lift(self):
        """Ask finance why the freeze ends."""
        self.ensure_one()
        self._check_finance()
        self._check_step("active")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Lift the Freeze"),
            "res_model": "distributor.wallet.request.reason",
            "view_mode": "form",
            "target": "new",
            "context": {"default_res_model": self._name, "default_res_id": self.id},
        }

    def _freeze(self):
        """Freeze these drafts; callers checked the right."""
        self.env["distributor.wallet"]._lock(self.wallet_id)
        self._check_step("draft")
        # sudo: callers checked that the user is finance
        for freeze in self.sudo().sorted(lambda f: (f.wallet_id.id, f.id)):
            if freeze.scope == "wallet":
                freeze.wallet_id._freeze(freeze.reason)
            else:
                freeze.hold_id = self.env["distributor.wallet.hold"]._place(
                    freeze.wallet_id, freeze.amount, kind="freeze", origin=freeze.name
                )
            freeze.write(
                {
                    "state": "active",
                    "user_id": self.env.uid,
                    "date_start": fields.Datetime.now(),
                }
            )

    def _lift(self, reason):
        """End freezes with a reason.

        :raise AccessError: the user is not finance
        """
        self._check_finance()
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the freeze is lifted."))
        self.env["distributor.wallet"]._lock(self.wallet_id)
        self._check_step("active")
        # sudo: group and state were checked above
        freezes = self.sudo()
        freezes.hold_id._release()
        freezes.filtered(lambda f: f.scope == "wallet").wallet_id._unfreeze()
        freezes.write(
            {
                "state": "lifted",
                "lift_user_id": self.env.uid,
                "date_end": fields.Datetime.now(),
                "lift_reason": reason.strip(),
            }
        )

    def _check_finance(self):
        self.check_access("read")
        if not self.env.user.has_group(FINANCE):
            raise AccessError(
                self.env._("Only distribution finance freezes wallets and lifts it.")
            )
