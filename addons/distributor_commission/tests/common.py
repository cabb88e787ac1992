# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_wallet.tests.common import WalletCommon


class CommissionFactory:
    """Makes plans and posts credit notes; mixed into any test class with an ``env``."""

    @classmethod
    def _create_plan(cls, company=None, **kw):
        """Make a plan whose policy lets the persons of the tests earn."""
        company = company or cls.env.company
        policy = {"pay_persons": True, "max_generations": 12}
        return cls.env["distributor.commission.plan"].create(
            {"name": "T-Plan", "company_id": company.id, **policy, **kw}
        )

    @classmethod
    def _create_version(cls, plan, rules, day=date(2020, 1, 1), approve=True, **kw):
        """Make a version; rules are (generation, rate) or (generation, rate, vals).

        Tiers in the values of a rule are given as {threshold: rate}.
        """
        version = cls.env["distributor.commission.version"].create(
            {
                "plan_id": plan.id,
                "date_start": day,
                "rule_ids": [
                    Command.create(
                        cls._prepare_parts(
                            {
                                "generation": generation,
                                "rate": rate,
                                **(more[0] if more else {}),
                            }
                        )
                    )
                    for generation, rate, *more in rules
                ],
                **kw,
            }
        )
        if approve:
            # as the installation does; who may approve is tested by itself
            version.sudo().action_approve()
        return version

    @classmethod
    def _prepare_parts(cls, vals):
        if tiers := vals.pop("tiers", None):
            vals.setdefault("tier_mode", "whole")
            vals["tier_ids"] = cls._prepare_tiers(tiers)
        return vals

    @classmethod
    def _prepare_tiers(cls, tiers):
        return [
            Command.create({"threshold": threshold, "rate": rate})
            for threshold, rate in tiers.items()
        ]

    @classmethod
    def _create_entries(cls, plan, day, shares, release=None, due=None):
        """Make a document of a plan and its entries, as the booking would.

        :param shares: (distributor, amount) pairs
        :param release: when its conditions are met, the day itself by default; False:
            it still waits
        """
        source = plan.env["distributor.commission.source"].create(
            {
                "company_id": plan.company_id.id,
                "currency_id": plan.currency_id.id,
                "event": "period",
                "plan_id": plan.id,
                "date": day,
                "document": f"T-{day}",
                "release_date": day if release is None else release,
                "open": True,
            }
        )
        plan.env["distributor.commission.entry"].create(
            [
                {
                    "company_id": plan.company_id.id,
                    "currency_id": plan.currency_id.id,
                    "source_id": source.id,
                    "document_id": source.id,
                    "beneficiary_id": distributor.id,
                    "kind": "accrual",
                    "date": day,
                    "due_date": due or day,
                    "amount": amount,
                }
                for distributor, amount in shares
            ]
        )
        return source

    @classmethod
    def _create_bonus(cls, version, tiers, **kw):
        return cls.env["distributor.commission.bonus"].create(
            {
                "name": "T-Bonus",
                "version_id": version.id,
                "tier_ids": cls._prepare_tiers(tiers),
                **kw,
            }
        )

    @classmethod
    def _create_manager(cls, login, *companies):
        """Make a distribution manager of some companies, or of the current one."""
        companies = companies or (cls.env.company,)
        return new_test_user(
            cls.env,
            login,
            "distributor.distributor_group_manager",
            company_id=companies[0].id,
            company_ids=[company.id for company in companies],
        )

    def _open(self, action, user, **vals):
        """Make the record of the dialog an action opens, as a user."""
        context = {**(action.get("context") or {}), "tracking_disable": False}
        wizards = self.env[action["res_model"]].with_user(user)
        return wizards.with_context(**context).create(vals)


@tagged("post_install", "-at_install")
class CommissionCommon(CommissionFactory, WalletCommon):
    """A channel T-D → T-C → T-R → T-M, a full wallet, and a plan of 5, 3 and 2 %."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.category = cls.env["product.category"].create({"name": "T-Goods"})
        cls.product.categ_id = cls.category
        cls.plan = cls._create_plan()
        cls.version = cls._create_version(cls.plan, [(1, 5.0), (2, 3.0), (3, 2.0)])
        cls.entries = cls.env["distributor.commission.entry"]
        cls.settlements = cls.env["distributor.commission.settlement"]
        cls._top_up(1_000_000)

    @classmethod
    def _create_goods(cls, name, **kw):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "service",
                "invoice_policy": "order",
                "taxes_id": False,
                "categ_id": cls.category.id,
                **kw,
            }
        )

    @classmethod
    def _sell(cls, *lines, day=date(2026, 2, 1), distributor=None):
        """Confirm and invoice an order; lines are (product, quantity, price)."""
        order = cls._confirm(*lines, distributor=distributor)
        return cls._invoice(order, day)

    @classmethod
    def _refund(
        cls, invoice, day=date(2026, 2, 15), quantities=None, post=True, prices=None
    ):
        """Reverse an invoice with the wizard.

        :param quantities: replace those of its lines, from the first one on
        :param prices: likewise
        """
        wizard = (
            cls.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"journal_id": invoice.journal_id.id, "date": day})
        )
        action = wizard.refund_moves()
        refund = cls.env["account.move"].browse(action["res_id"])
        refund.invoice_date = day
        lines = refund.invoice_line_ids.filtered(
            lambda li: li.display_type == "product"
        )
        for line, quantity in zip(lines, quantities or [], strict=False):
            line.quantity = quantity
        for line, price in zip(lines, prices or [], strict=False):
            line.price_unit = price
        if post:
            refund.action_post()
        return refund

    def _settle(self, day=date(2026, 2, 1)):
        return self.settlements._settle(self.company, day)

    def _release(self, settlements):
        """Review, approve and confirm settlements, each by another person."""
        settlements.with_user(self.finance)._review()
        settlements._approve()
        settlements._confirm("distributor")
        return settlements

    def _of(self, settlements, distributor):
        return settlements.filtered(lambda s: s.beneficiary_id == distributor)

    def _get_entries(self, move=None, order=None):
        domain = [("company_id", "=", self.company.id)]
        if move:
            domain += [("move_id", "in", move.ids)]
        if order:
            domain += [("order_id", "in", order.ids)]
        return self.entries.search(domain, order="id")

    def _get_amounts(self, entries):
        """Return {code of the earner: sum, as Decimal with cents}."""
        sums = {}
        for entry in entries:
            code = entry.beneficiary_id.code
            amount = Decimal(f"{entry.amount:.2f}")
            sums[code] = sums.get(code, Decimal(0)) + amount
        return sums

    def _assert_amounts(self, entries, **expected):
        """Compare sums by earner: ``C=5, R=3`` stands for T-C and T-R."""
        self.assertEqual(
            self._get_amounts(entries),
            {f"T-{code}": Decimal(str(amount)) for code, amount in expected.items()},
        )
