# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date


class DistributorCommissionEntry(models.Model):
    _inherit = "distributor.commission.entry"

    def _get_portal_states(self):
        return {**super()._get_portal_states(), "disputed": self.env._("In dispute")}

    def _get_portal_state_key(self):
        return "disputed" if self.is_disputed else super()._get_portal_state_key()

    def _get_portal_pay_day(self):
        return None if self.is_disputed else super()._get_portal_pay_day()

    def _get_portal_rows(self):
        rows = super()._get_portal_rows()
        for entry, row in zip(self, rows, strict=True):
            row["dispute"] = entry.dispute_ids.sorted("id")[-1:]
            row["dispute_closed"] = entry._get_dispute_closed()
            row["may_dispute"] = not entry.is_disputed and not row["dispute_closed"]
            row["dispute_until"] = format_date(self.env, entry._get_dispute_deadline())
        return rows

    def _say_portal_payment(self, names):
        """Extend the portal: of a bonus it is the sales that it measures."""
        if not self.source_id.close_id:
            return super()._say_portal_payment(names)
        if self.amount < 0:
            return self.env._(
                "A payment of a sale that your bonus measures was undone on %(date)s,"
                " so the bonus is taken back until it is paid: %(amount)s.",
                **names,
            )
        return self.env._(
            "All sales that your bonus measures were paid again by %(date)s: you get"
            " %(amount)s back.",
            **names,
        )

    def _say_portal_later(self, names):
        """Extend the portal: with an adjustment comes what was answered."""
        said = super()._say_portal_later(names)
        if self.kind != "dispute":
            return self._say_portal_decided(said, names)
        if (self.key or "").startswith("again:") and self.source_id.close_id:
            return self.env._(
                "Your bonus was looked at again on %(date)s. This part you have"
                " already, as it was decided when you disputed it: %(amount)s.",
                **names,
            )
        if (self.key or "").startswith("again:"):
            return self.env._(
                "The commission on order %(order)s was computed again on %(date)s."
                " This part of the difference you have already, as it was decided when"
                " you disputed it: %(amount)s.",
                **names,
            )
        disputes = self.env["distributor.commission.dispute"]
        dispute = disputes.search([("adjustment_id", "=", self.id)], limit=1)
        if not dispute.decision:
            return said
        return self.env._(
            "%(said)s Our answer: %(answer)s", said=said, answer=dispute.decision
        )

    def _say_portal_decided(self, said, names):
        """Say what a credit note, or a bounced payment, takes of a decision."""
        figures = self._get_decided_names()
        if not figures:
            return said
        names = {**names, **figures}
        key = self.key or ""
        if key.startswith("decided:") and self._is_decided_again():
            return self.env._(
                "When you disputed order %(order)s, %(decided)s was decided for you. By"
                " %(date)s the sale that it is about is paid or delivered again, all"
                " but %(percent)s %%, and you get this part again: %(amount)s.",
                **names,
            )
        if key.startswith("decided:"):
            return self.env._(
                "When you disputed order %(order)s, %(decided)s was decided for you. By"
                " %(date)s, %(percent)s %% of the sale that it is about was credited,"
                " returned or not paid, and so much of it is not due: %(amount)s.",
                **names,
            )
        if key.startswith("dispute:"):
            return self.env._(
                "When you disputed order %(order)s, %(decided)s was decided for you."
                " %(percent)s %% of the sale was credited, so this part of it is taken"
                " back: %(amount)s.",
                **names,
            )
        return self.env._(
            "%(said)s It includes %(taken)s of the %(decided)s that was decided when"
            " you disputed it, for the %(percent)s %% of the sale that was credited.",
            said=said,
            **names,
        )
