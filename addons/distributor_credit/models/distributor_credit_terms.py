# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date

from odoo.addons.distributor.models.group_names import FINANCE

INTERNAL = "base.group_user"
TERMS = {"credit_until", "credit_overdue_own", "credit_overdue_days"}


class DistributorCreditTerms(models.AbstractModel):
    """How much a distributor may owe, until when, and who said so.

    The limit itself is the credit limit of its deposit: there is one number.
    """

    _name = "distributor.credit.terms"
    _description = "Credit Terms"

    credit_until = fields.Date(
        "Credit Valid Until",
        readonly=True,
        copy=False,
        groups=INTERNAL,
        help="After this day the limit counts as 0. Empty: until it is changed.",
    )
    credit_overdue_own = fields.Boolean(
        "Own Overdue Rule", readonly=True, copy=False, groups=INTERNAL
    )
    credit_overdue_days = fields.Integer(
        "Own Overdue Days", readonly=True, copy=False, groups=INTERNAL
    )
    credit_override_ids = fields.One2many(
        "distributor.credit.override", "distributor_id", groups=INTERNAL
    )
    credit_log_ids = fields.One2many(
        "distributor.credit.log", "distributor_id", groups=INTERNAL, readonly=True
    )

    def _get_overdue_days(self):
        """Return how many days an invoice may be overdue before orders stop."""
        self.ensure_one()
        if self.credit_overdue_own:
            return self.credit_overdue_days
        return self.company_id.credit_overdue_days

    def _lock_credit(self):
        """Take the row on which all that uses the credit of these distributors meets.

        The row is changed, not only locked: whoever comes second with an older view of
        the orders fails with a serialization error, and Odoo runs the request again.
        """
        if self._origin:
            self.flush_recordset()
            self.env.execute_query(
                SQL(
                    """
                    WITH row AS (
                        SELECT id FROM distributor_distributor WHERE id = ANY(%s)
                         ORDER BY id FOR NO KEY UPDATE
                    )
                    UPDATE distributor_distributor AS d SET company_id = d.company_id
                      FROM row WHERE d.id = row.id RETURNING d.id
                    """,
                    self._origin.ids,
                )
            )

    def _set_credit(self, limit, reason, currency=None, until=None, overdue_days=None):
        """Set the credit terms of a distributor, with the reason in its log.

        Callers checked that the user is finance.

        :param limit: in the currency; 0 for prepaid only
        :param currency: of the limit; the company's by default
        :param until: last day of the limit
        :param overdue_days: instead of what the company says; None: as it says
        """
        self.ensure_one()
        # sudo: the caller checked the group
        distributor = self.sudo()
        currency = currency or self.company_id.currency_id
        distributor._lock_credit()
        before = distributor._get_exposures()[distributor].limit
        wallet = self.env["distributor.wallet"]._get_or_create(distributor, currency)
        others = distributor.wallet_ids.filtered(
            lambda w: w != wallet and w.purpose_id.spendable and w.credit_limit
        )
        self.env["distributor.wallet"]._lock(wallet | others)
        others.credit_limit = 0.0
        wallet.credit_limit = limit
        distributor.write(
            {
                "credit_until": until,
                "credit_overdue_own": overdue_days is not None,
                "credit_overdue_days": overdue_days or 0,
            }
        )
        distributor.company_id.credit_in_use = True
        distributor.flush_recordset()
        distributor.invalidate_recordset()
        self.env["distributor.credit.log"]._add(
            self,
            "terms",
            amount=distributor._get_exposures()[distributor].limit,
            amount_before=before,
            until_date=until,
            reason=reason,
        )
        distributor.message_post(
            body=self.env._(
                "Credit set to %(limit)s (before: %(before)s), %(until)s: %(reason)s",
                limit=currency.format(limit),
                before=self.company_id.currency_id.format(before),
                until=self.env._("until %s", format_date(self.env, until))
                if until
                else self.env._("without end"),
                reason=reason,
            )
        )
        self._on_credit_changed()

    def _on_credit_changed(self):
        """Look again at what waits for credit, after money or a decision came."""
        # sudo: whoever changed it was allowed; what waits for it follows
        self.env["sale.order"].sudo()._refresh_open_exceptions(
            [
                ("distributor_id", "in", self.ids),
                ("company_id.credit_in_use", "=", True),
            ]
        )
        self.env["stock.picking"]._trigger_credit_release(self)

    def write(self, vals):
        if TERMS & set(vals) and not self.env.su:
            raise AccessError(
                self.env._("Credit terms are set by finance, with a reason.")
            )
        return super().write(vals)

    def action_set_credit(self):
        """Open the form on which finance sets the credit terms."""
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group(FINANCE):
            raise AccessError(self.env._("Only distribution finance sets credit."))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_credit.distributor_credit_set_action"
        )
        return dict(action, context={"default_distributor_id": self.id})

    def action_ask_override(self):
        """Open a new request to go beyond the limit."""
        self.ensure_one()
        self.check_access("read")
        if self.state == "terminated":
            raise UserError(self.env._("%s has ended.", self.display_name))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask for an Override"),
            "res_model": "distributor.credit.override",
            "view_mode": "form",
            "context": {"default_distributor_id": self.id},
        }
