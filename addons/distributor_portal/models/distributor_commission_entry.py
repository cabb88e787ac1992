# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from .page_words import WORDS, PageWords


class DistributorCommissionEntry(models.Model):
    """What the earner may know of the sale it earns on.

    The order, the basis, the rate and the own direct downline through which the sale
    came; neither names and products nor who else stands in the chain, and never what
    the brand earns.
    """

    _name = "distributor.commission.entry"
    _inherit = [
        "distributor.commission.entry",
        "distributor.commission.portal.page",
        "distributor.commission.portal.words",
    ]

    def _get_portal_rows(self):
        """Return a dict for each entry: all that a page shows of it."""
        self = self.with_context(**{WORDS: PageWords(self.env)})
        # of what is wide, rows tell no more
        self.source_id.order_id.fetch(["name"])
        self.version_id.fetch(["plan_id", "date_start"])
        downlines, states = self._get_portal_downlines(), self._get_portal_states()
        return [
            {
                "id": entry.id,
                "title": entry._get_portal_title(),
                "date": entry._format_day(entry.date),
                "day": entry.date,
                "amount": entry.amount,
                "currency": entry.currency_id,
                "downline": downlines[entry],
                "share": entry._get_portal_share(),
                "state": entry._get_portal_state(states),
                "why": entry._get_portal_explanation(downlines[entry]),
                "waiting": entry.waiting_text,
                "expected": entry._format_day(entry._get_portal_pay_day()),
                "settlement": entry.settlement_id._filter_portal(),
            }
            for entry in self
        ]

    def _format(self, amount):
        """Extend pages: rows repeat amounts, which are put into words once."""
        if words := self.env.context.get(WORDS):
            return words.money_in_text(amount, self.currency_id)
        return super()._format(amount)

    def _format_day(self, day):
        return self._get_page_words().day(day)

    def _get_page_words(self):
        return self.env.context.get(WORDS) or PageWords(self.env)

    def _get_portal_title(self):
        """Return the order, or what else the entry is about."""
        # not by its own related field, which is computed for each entry
        if name := self.source_id.order_id.name:
            return name
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]

    def _get_portal_downlines(self):
        """Return {entry: code of the earner's direct downline in the sale's chain}."""
        below = {entry: entry._get_portal_downline_id() for entry in self}
        keys = {key for key in below.values() if key}
        # a chain is a record of its day: who was in it may be deleted since
        people = self.env["distributor.distributor"].with_context(active_test=False)
        found = people.search_fetch([("id", "in", list(keys))], ["code"])
        codes = {distributor.id: distributor.code for distributor in found}
        return {entry: codes.get(key, "") for entry, key in below.items()}

    def _get_portal_downline_id(self):
        if self.earner not in ("upline", "differential"):
            return None
        for generation, distributor, *_more in self.source_id.chain or []:
            if generation == self.generation - 1:
                return distributor
        return None

    def _get_portal_share(self):
        """Return rate and basis as a text; nothing where they would tell a cost."""
        if not self.earner or self.basis_kind == "margin":
            return ""
        if self.rate_kind == "fixed":
            return f"{self._format(self.rate)} × {self.basis:g}"
        return f"{self.rate:g} % × {self._format(self.basis)}"

    def _get_portal_states(self):
        """Return {key: label} of where entries stand that no settlement holds."""
        return {
            "payable": self.env._("Payable"),
            "payment": self.env._("Waits for payment"),
            "receipt": self.env._("Waits for receipt"),
            "freeze": self.env._("In the freeze days"),
            "held": self.env._("On hold"),
        }

    def _get_portal_state(self, states=None):
        """Return (key, label): where the payment stands, or what it waits for.

        :param states: what `_get_portal_states` returns, when it is known already
        """
        self.ensure_one()
        key, label = self.settlement_id._get_portal_state()
        if key != "open":
            return key, label
        key = self._get_portal_state_key()
        return key, (states or self._get_portal_states()).get(key, "")

    def _get_portal_state_key(self):
        """Return where an entry stands that no settlement holds.

        The same answer as in the statement that filters.
        """
        source = self.source_id
        if not source.release_date:
            return source.waiting or "payment"
        once, company = self._get_page_words().once, self.company_id
        if self.payable_date > once(company, company._get_commission_today):
            return "freeze"
        return "held" if self.is_held else "payable"

    def _get_portal_pay_day(self):
        """Return the day on which the earner may expect the money, or None."""
        if self.settlement_id or not self.expected_date:
            return None
        source, day = self.source_id, self.expected_date
        plan, released = source.plan_id, bool(source.release_date)
        key = (plan, day, released)
        once = self._get_page_words().once
        return once(key, plan._get_portal_pay_day, day, released)
