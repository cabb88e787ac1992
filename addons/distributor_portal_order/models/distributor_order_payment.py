# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date


class DistributorOrderPayment(models.AbstractModel):
    """What pays an order, and whether the visitor may confirm it."""

    _name = "distributor.order.payment"
    _description = "Payment of a Distributor's Order"

    def _check_payment(self, order, user, before=None):
        """Return what pays an order.

        :param user: the visitor; amounts are for who may see the money
        :param before: another order that is paid first
        :return: dict of prepaid, shares [(name, amount)], missing, available and its
            currency, terms, approvals (what the owner is asked) and shortages, both
            sentences
        """
        self.ensure_one()
        shares, missing = [], 0.0
        if self.prepaid and order.order_line:
            shares, missing = self._plan_payment(order, before)
        result = {
            "prepaid": self.prepaid,
            "shares": [self._name_share(share) for share in shares],
            "missing": missing,
            "available": self.wallet_available if self.prepaid else None,
            "currency": self.wallet_currency_id,
            "terms": order.payment_term_id.name or "",
            "approvals": self._get_limit_texts(order, user),
            "shortages": [],
        }
        if order.currency_id.compare_amounts(missing, 0) > 0:
            result["shortages"].append(self._tell_shortage(order, missing, user))
        if not self._user_can("money", user):
            result.update(shares=[], missing=0.0, available=None)
        return result

    def _plan_payment(self, order, before):
        """Return ([Share], what is missing) of an order, paid after another one."""
        shares, missing = order._plan_funding(order.amount_total)
        paid, short = before._plan_funding(before.amount_total) if before else ([], 0)
        if not paid or order.currency_id.compare_amounts(short, 0) > 0:
            return shares, missing  # what is not confirmed takes nothing
        taken = {(share.wallet, share.on_credit): share.amount for share in paid}
        shares, missing = order._plan_funding(before.amount_total + order.amount_total)
        left = []
        for share in shares:
            rest = share.amount - taken.get((share.wallet, share.on_credit), 0.0)
            if order.currency_id.compare_amounts(rest, 0) > 0:
                left.append(share._replace(amount=order.currency_id.round(rest)))
        return left, missing

    def _name_share(self, share):
        name = share.wallet.purpose_id.name
        return (self.env._("Credit") if share.on_credit else name, share.amount)

    def _tell_shortage(self, order, missing, user):
        if not self._user_can("money", user):
            return self.env._(
                "The deposit does not cover this order: it waits until the deposit is"
                " topped up."
            )
        return self.env._(
            "%s is missing in the deposit: the order waits until you top it up.",
            order.currency_id.format(missing),
        )

    def _get_limit_texts(self, order, user):
        """Return which limits of the visitor an order exceeds, as sentences."""
        if not order.order_line:
            return []
        member = self._get_member(user)
        if not member or not member._get_limit_refusals(order):
            return []
        return [
            self.env._("This is beyond your limit: the owner is asked to confirm it.")
        ]

    def _get_reward_gaps(self):
        """Return what is missing to the next reward for a top-up, as bonuses are told.

        The caller checked that the visitor may see the money.

        :return: list of dict with name and text
        """
        self.ensure_one()
        if not self.prepaid:
            return []
        return [
            {"name": one["program"].name, "text": self._tell_reward_gap(one)}
            for one in self._get_program_progress()
            if one["reward"]
        ]

    def _tell_reward_gap(self, progress):
        money = progress["program"].currency_id.format
        values = {
            "missing": money(progress["missing"]),
            "reward": money(progress["reward"]),
            "end": progress["date_end"] and format_date(self.env, progress["date_end"]),
        }
        if progress["cumulated"] and values["end"]:
            return self.env._(
                "Top up %(missing)s more until %(end)s and earn a reward of"
                " %(reward)s.",
                **values,
            )
        if progress["cumulated"]:
            return self.env._(
                "Top up %(missing)s more and earn a reward of %(reward)s.", **values
            )
        if values["end"]:
            return self.env._(
                "Top up %(missing)s at once until %(end)s and earn a reward of"
                " %(reward)s.",
                **values,
            )
        return self.env._(
            "Top up %(missing)s at once and earn a reward of %(reward)s.", **values
        )
