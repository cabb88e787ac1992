# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorCommissionPortalWords(models.AbstractModel):
    """Why an entry has its amount, in words for its earner.

    What staff wrote as a reason stays with staff: it may name others.
    """

    _name = "distributor.commission.portal.words"
    _description = "Words About Commission Entries"

    def _get_portal_explanation(self, downline=None):
        """Return what tells the earner why this amount.

        :param downline: code of its direct downline in the chain, when known already
        """
        self.ensure_one()
        if downline is None:
            downline = self._get_portal_downlines()[self]
        names = self._get_portal_names(downline)
        if self.kind != "accrual":
            return self._say_portal_later(names)
        parts = (
            self._say_portal_origin(names),
            self._say_portal_share(names),
            self._say_portal_tier(),
            self._say_portal_limits(names),
            self.env._("Plan: %(plan)s.", **names),
        )
        return " ".join(part for part in parts if part)

    def _get_portal_names(self, downline):
        return {
            "amount": self._format(self.amount),
            "basis": self._format(abs(self.basis)),
            "quantity": f"{abs(self.basis):g}",
            "rate": f"{self.rate:g}",
            "fee": self._format(self.rate) if self.rate_kind == "fixed" else "",
            "order": self._get_portal_title(),
            "downline": downline,
            "generation": self.generation,
            "date": self._format_day(self.date),
            "plan": self.version_id.display_name or "",
            "event": self._say_portal_event(),
        }

    def _say_portal_event(self):
        event = self.source_id.event
        if event == "confirmed":
            return self.env._("confirmed")
        if event == "delivered":
            return self.env._("delivered")
        return self.env._("paid") if event == "paid" else self.env._("invoiced")

    def _say_portal_origin(self, names):
        """Say from which sale it comes, and where that stands below the earner."""
        if self.earner == "buyer":
            return self.env._(
                "Your own order %(order)s was %(event)s on %(date)s.", **names
            )
        if self.earner == "territory":
            return self.env._(
                "The goods of order %(order)s went into your territory; it was"
                " %(event)s on %(date)s.",
                **names,
            )
        if self.generation == 1:
            return self.env._(
                "Order %(order)s of your downline %(downline)s was %(event)s on"
                " %(date)s.",
                **names,
            )
        return self.env._(
            "Order %(order)s was %(event)s on %(date)s. It comes from below your"
            " downline %(downline)s, %(generation)s steps below you.",
            **names,
        )

    def _say_portal_share(self, names):
        """Say rate and basis; of a margin neither, as they would tell a cost."""
        if self.basis_kind == "margin":
            return self.env._(
                "You earn a share of the margin on it: %(amount)s.", **names
            )
        by_difference = self.earner == "differential"
        if self.rate_kind == "fixed" and by_difference:
            return self.env._(
                "Your rate less what is paid below you is %(fee)s for each of"
                " %(quantity)s units: %(amount)s.",
                **names,
            )
        if self.rate_kind == "fixed":
            return self.env._(
                "You earn %(fee)s for each of %(quantity)s units: %(amount)s.", **names
            )
        if by_difference:
            return self.env._(
                "Your rate less what is paid below you is %(rate)s %% of %(basis)s"
                " without tax: %(amount)s.",
                **names,
            )
        return self.env._(
            "You earn %(rate)s %% of %(basis)s without tax: %(amount)s.", **names
        )

    def _say_portal_tier(self):
        if not self.rule_id.tier_ids:
            return ""
        if self.basis_kind == "margin":
            return self.env._("The rate follows your tiers.")
        volume = self.volume_before
        if self.basis_kind == "quantity":
            return self.env._(
                "The rate follows your tiers; before it the period had %s units.",
                f"{volume:g}",
            )
        return self.env._(
            "The rate follows your tiers; before it the period had %s.",
            self._format(volume),
        )

    def _say_portal_limits(self, names):
        if not self.limits:
            return ""
        texts = {
            "order": self.env._("the most one order pays"),
            "period": self.env._("the most one period pays"),
            "cap": self.env._("the most that is paid on one sale together"),
        }
        return self.env._(
            "It was %(before)s before a limit applied: %(limits)s.",
            before=self._format(self.amount_before),
            limits=", ".join(texts[limit] for limit in self.limits.split(",")),
            **names,
        )

    def _say_portal_later(self, names):
        """Say what happened to a sale, or came at the end of a period."""
        texts = {
            "reversal": self._say_portal_reversal,
            "undo": self._say_portal_undo,
            "payment": self._say_portal_payment,
            "bonus": self._say_portal_bonus,
        }
        if self.kind in texts:
            return texts[self.kind](names)
        if self.kind == "change":
            return self.env._(
                "Order %(order)s was changed on %(date)s, and your commission with it:"
                " %(amount)s.",
                **names,
            )
        if self.kind == "correction":
            return self.env._(
                "The commission on order %(order)s was computed again on %(date)s."
                " The difference is %(amount)s.",
                **names,
            )
        if self.kind == "tier":
            return self.env._(
                "At the end of the period your volume decided the tier. The difference"
                " to what was booked sale by sale is %(amount)s. Plan: %(plan)s.",
                **names,
            )
        return self.env._(
            "What you disputed was decided on %(date)s: %(amount)s.", **names
        )

    def _say_portal_reversal(self, names):
        by_rate = self.basis_kind == "net" and self.rate_kind == "percent"
        if by_rate and self.basis:
            return self.env._(
                "Goods worth %(basis)s of order %(order)s were credited on %(date)s."
                " You had earned %(rate)s %% on them: %(amount)s.",
                **names,
            )
        return self.env._(
            "Goods of order %(order)s were credited on %(date)s, so what you had earned"
            " on them is taken back: %(amount)s.",
            **names,
        )

    def _say_portal_undo(self, names):
        if self.amount > 0:
            return self.env._(
                "A credit note on order %(order)s was cancelled on %(date)s, so what it"
                " had taken from you comes back: %(amount)s.",
                **names,
            )
        return self.env._(
            "The sale of order %(order)s was cancelled or set back on %(date)s, so what"
            " it had earned you is taken back: %(amount)s.",
            **names,
        )

    def _say_portal_payment(self, names):
        if self.amount < 0:
            return self.env._(
                "A payment of order %(order)s was undone on %(date)s, so what it had"
                " earned you is taken back: %(amount)s.",
                **names,
            )
        return self.env._(
            "A further part of order %(order)s was paid on %(date)s: you earn"
            " %(amount)s more.",
            **names,
        )

    def _say_portal_bonus(self, names):
        if self.basis and self.basis_kind == "net" and self.rate:
            return self.env._(
                "A bonus for the period: you reached %(basis)s and earn %(rate)s %%:"
                " %(amount)s. Plan: %(plan)s.",
                **names,
            )
        return self.env._(
            "A bonus for the period: %(amount)s. Plan: %(plan)s.", **names
        )
