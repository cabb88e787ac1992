# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError

INTERNAL = "base.group_user"
CRON = "distributor_credit.distributor_credit_release_cron"


class StockPicking(models.Model):
    _inherit = "stock.picking"

    is_credit_held = fields.Boolean(
        "Held by Credit",
        readonly=True,
        copy=False,
        groups=INTERNAL,
        help="Nothing is reserved for it until its distributor has credit again.",
    )
    credit_reason = fields.Text(
        compute="_compute_credit_reason", compute_sudo=True, groups=INTERNAL
    )

    _credit_held_idx = models.Index("(id) WHERE is_credit_held")

    @api.depends("state", "sale_id", "is_credit_held")
    @api.depends_context("lang")
    def _compute_credit_reason(self):
        todo = self.filtered(lambda p: p.state not in ("done", "cancel"))
        reasons = todo._find_credit_blocks()
        for picking in self:
            picking.credit_reason = reasons.get(picking, False)

    def _get_credit_checked(self):
        """Return the deliveries of distributors in companies that hold them."""
        # sudo: whoever ships may know whose goods they are
        return self.filtered(
            lambda p: p.picking_type_code == "outgoing"
            and p.sale_id.sudo().distributor_id
            and p.company_id.sudo().credit_in_use
        )

    def _find_credit_blocks(self):
        """Return {picking: sentence} of deliveries that wait for money."""
        going = self._get_credit_checked()
        # sudo: whoever ships may know why it has to wait
        found = going.sale_id.sudo()._find_delivery_blocks()
        return {
            picking: found[picking.sale_id.sudo()]
            for picking in going
            if picking.sale_id.sudo() in found
        }

    def _find_credit_holds(self):
        """Return {picking: sentence} of deliveries whose company holds them."""
        # sudo: the policy of a company is no secret of whoever ships
        return {
            picking: reason
            for picking, reason in self._find_credit_blocks().items()
            if picking.company_id.sudo().credit_policy_delivery == "hold"
        }

    def _hold_for_credit(self):
        """Hold those that wait for money, release the others; return the held ones."""
        blocked = self._find_credit_holds()
        held = self.browse(picking.id for picking in blocked)
        # sudo: the state follows from the rules, whoever asks
        (self - held).sudo().filtered("is_credit_held")._set_credit_held(False)
        for picking in held.sudo().filtered(lambda p: not p.is_credit_held):
            picking._set_credit_held(True, blocked[picking.sudo(False)])
        return held

    def _set_credit_held(self, is_held, reason=None):
        self.is_credit_held = is_held
        for picking in self:
            self.env["distributor.credit.log"]._add(
                picking.sale_id.distributor_id,
                "hold" if is_held else "release",
                document=f"{picking.sale_id.name}: {picking.name}",
                reason=reason,
            )

    def _refuse_for_credit(self):
        """Let nothing leave that has to wait for money.

        :raise UserError: names the delivery, why, and what helps
        """
        for picking, reason in self._find_credit_holds().items():
            raise UserError(
                self.env._(
                    "Delivery %(picking)s of order %(order)s is held: %(reason)s It is"
                    " released by a payment, a top-up of the deposit, or an override"
                    " that finance approves.",
                    picking=picking.name,
                    order=picking.sale_id.sudo().name,
                    reason=reason,
                )
            )

    def action_retry_credit(self):
        """Look again now instead of waiting for the next round."""
        self.check_access("write")
        self._release_from_credit()
        for picking in self:
            picking._refuse_for_credit()
        return True

    def _release_from_credit(self):
        """Reserve goods for those that credit holds no longer; return them."""
        free = self - self._hold_for_credit()
        free.move_ids.filtered(
            lambda move: move.state in ("confirmed", "waiting", "partially_available")
        )._action_assign()
        return free

    @api.model
    def _cron_release_credit(self):
        """Look again at all held deliveries, those of a distributor at a time."""
        cron = self.env["ir.cron"]
        held = self.search(
            [
                ("is_credit_held", "=", True),
                ("state", "not in", ("done", "cancel")),
            ],
            order="scheduled_date, id",
        )
        groups = held.grouped(lambda p: p.sale_id.distributor_id)
        cron._commit_progress(remaining=len(groups))
        for pickings in groups.values():
            pickings._release_from_credit()
            if not cron._commit_progress(1):
                break

    @api.model
    def _trigger_credit_release(self, distributors):
        """Look again soon, when something of these distributors is held."""
        # sudo: waking the cron is no access to deliveries
        pickings = self.sudo()
        if distributors and pickings.search_count(
            [
                ("is_credit_held", "=", True),
                ("sale_id.distributor_id", "in", distributors.ids),
            ],
            limit=1,
        ):
            self.env.ref(CRON).sudo()._trigger()
