# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

# in the context: what keeps commission back, found once for a page
OBSTACLES = "distributor_portal_obstacles"
HIDDEN = ("draft", "reviewed", "cancel")
# what a list tells of settlements, which are wide
SHOWN = (
    "name",
    "date_start",
    "state",
    "outcome",
    "currency_id",
    "amount_total",
    "amount_carried",
)


class DistributorCommissionSettlement(models.Model):
    """What a distributor sees of its settlements. Callers resolved it by session."""

    _inherit = "distributor.commission.settlement"

    @api.model
    def _find_obstacles(self, distributors):
        """Extend pages: each of their parts asks for the same distributor."""
        known = self.env.context.get(OBSTACLES)
        if known is None:
            return super()._find_obstacles(distributors)
        asked = distributors.filtered(lambda one: one.id not in known)
        if asked:
            found = super()._find_obstacles(asked)
            known.update({one.id: found.get(one.id, []) for one in asked})
        return {one.id: known[one.id] for one in distributors if known[one.id]}

    @api.model
    def _get_portal_domain(self, distributor):
        """Return the domain of settlements that were approved; others may change."""
        return [
            *distributor._get_portal_entry_domain(),
            ("state", "not in", HIDDEN),
        ]

    @api.model
    def _get_portal_settlement(self, distributor, number):
        """Return the settlement of a distributor by its number, or none."""
        return self.search([("id", "=", number), *self._get_portal_domain(distributor)])

    @api.model
    def _get_portal_waiting(self, distributor):
        """Return how many settlements wait for the answer of a distributor."""
        return self.search_count(
            [*distributor._get_portal_entry_domain(), ("state", "=", "approved")]
        )

    @api.model
    def _fetch_portal_settlements(self, distributor, cursor, backward, limit):
        """Return (month, id) of the settlements beyond a cursor, the nearest first."""
        domain = self._get_portal_domain(distributor)
        if cursor:
            beyond = ">" if backward else "<"
            month, number = cursor
            domain += [
                "|",
                ("date_start", beyond, month),
                "&",
                ("date_start", "=", month),
                ("id", beyond, number),
            ]
        order = "date_start, id" if backward else "date_start desc, id desc"
        found = self.search_fetch(domain, SHOWN, order=order, limit=limit)
        return [(one.date_start, one.id) for one in found]

    def _fetch_portal_lines(self, cursor, backward, limit):
        """Return (date, id) of the entries of a settlement, newest booking first.

        A settlement is read whole, whatever others hold: OFFSET 0 sees to it.
        """
        self.ensure_one()
        self.env["distributor.commission.settlement.line"].flush_model()
        beyond = SQL("TRUE")
        if cursor:
            beyond = SQL("id %s %s", SQL(">" if backward else "<"), cursor[1])
        return self.env.execute_query(
            SQL(
                """
                SELECT %(month)s::date, id
                  FROM (SELECT entry_id AS id
                          FROM distributor_commission_settlement_line
                         WHERE settlement_id = %(settlement)s OFFSET 0) AS line
                 WHERE %(beyond)s
              ORDER BY id %(way)s
                 LIMIT %(limit)s
                """,
                month=self.date_start,
                settlement=self.id,
                beyond=beyond,
                way=SQL("ASC" if backward else "DESC"),
                limit=limit,
            )
        )

    def _filter_portal(self):
        """Return those of these settlements that their distributor may open."""
        return self.filtered(lambda settlement: settlement.state not in HIDDEN)

    def _get_portal_state(self):
        """Return (key, label) of where the payment stands; none of these: not yet.

        Someone who is paid asks when and whether, not which document is in which
        state, so the bill and its payment speak here as well.
        """
        if not self or self.state == "cancel":
            return "open", ""
        if self.state in ("draft", "reviewed"):
            return "draft", self.env._("Being checked")
        if self.outcome == "carry":
            return "carried", self.env._("Carried forward")
        if self.state in ("approved", "confirmed"):
            return "approved", self.env._("Approved")
        if self.outcome == "none":
            return "closed", self.env._("Nothing to pay")
        if self.state in ("paid", "closed"):
            return "paid", self.env._("Paid")
        return "billed", self.env._("To be paid")

    def _is_portal_waiting(self):
        """Tell whether its distributor may confirm it now."""
        self.ensure_one()
        return self.state == "approved" and not self._has_open_dispute()

    def _get_portal_deadline(self):
        """Return the last day to answer as a text, while there is one."""
        if self.state != "approved" or not self._get_confirm_deadline():
            return ""
        return format_date(self.env, self._get_confirm_deadline())

    def _confirm_by_portal(self, user, total):
        """Confirm a settlement as a visitor saw it.

        :param user: who may see the money of the distributor; the caller checked
        :param total: what was shown as the total
        :raise UserError: when it has changed meanwhile, or cannot be confirmed
        """
        self.ensure_one()
        if total != self._get_portal_total():
            raise UserError(
                self.env._(
                    "%s has changed meanwhile. Please look at it again.", self.name
                )
            )
        self._confirm_by_distributor(user)

    def _get_portal_total(self):
        return f"{self.currency_id.round(self.amount_total):.2f}"

    def _get_portal_files(self):
        """Return what can be downloaded; a hook.

        :return: {kind: (label, function that returns (name, content, media type))}
        """
        return {}
