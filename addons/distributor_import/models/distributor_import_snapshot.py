# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..reader import Snapshot

ADDRESS = ("street", "city", "zip", "phone")


class DistributorImportSnapshot(models.AbstractModel):
    """What the database holds, in the words of the files (see ``reader``)."""

    _name = "distributor.import.snapshot"
    _description = "Snapshot for an Import"

    @api.model
    def _get_snapshot(self, company):
        """Return the ``reader.Snapshot`` of a company."""
        countries = self.env["res.country"].search_fetch([], ["code"])
        levels = self.env["distributor.level"].search_fetch([], ["code", "rank"])
        return Snapshot(
            today=fields.Date.context_today(self),
            countries=frozenset(filter(None, countries.mapped("code"))),
            levels={level.code: level.rank for level in levels},
            territories=self._get_territories(company),
            distributors=self._get_distributors(company),
            products=self._get_products(company),
            orders=self._get_orders(company),
            topups=self._get_topups(company),
        )

    @api.model
    def _get_territories(self, company):
        territories = (
            self.env["distributor.territory"]
            .with_context(active_test=False)
            .search([("company_id", "=", company.id)])
        )
        return {
            territory.code: {
                "name": territory.name,
                "parent_code": territory.parent_id.code or "",
                "country_code": territory.country_id.code or "",
                "whole_country": bool(
                    territory.active
                    and territory.country_id
                    and not territory.state_id
                    and not territory.city
                    and not territory.zip_prefix
                ),
            }
            for territory in territories
        }

    @api.model
    def _get_distributors(self, company):
        distributors = (
            self.env["distributor.distributor"]
            .with_context(active_test=False)
            .search([("company_id", "=", company.id)])
        )
        contacts = self._get_contacts(distributors.partner_id)
        values = {}
        for distributor in distributors:
            partner = distributor.partner_id
            values[distributor.code] = {
                **{name: partner[name] or "" for name in ADDRESS},
                "name": partner.name,
                "level": distributor.level_id.code,
                "upline_code": distributor.parent_id.code or "",
                "territory_code": distributor.territory_id.code or "",
                "country_code": partner.country_id.code or "",
                "contact_name": contacts[partner].name or "",
                "state": distributor.state,
                "date_start": distributor.date_start,
            }
        return values

    @api.model
    def _get_contacts(self, partners):
        """Return {partner: its first contact person}, empty record when none."""
        contacts = dict.fromkeys(partners, self.env["res.partner"])
        children = self.env["res.partner"].search(
            [("parent_id", "in", partners.ids), ("type", "=", "contact")],
            order="id desc",
        )
        contacts.update((child.parent_id, child) for child in children)
        return contacts

    @api.model
    def _find_products(self, company, codes=None):
        """Return {code: product}; the company's own before a shared one."""
        domain = [
            ("default_code", "in", list(codes))
            if codes is not None
            else ("default_code", "!=", False),
            ("company_id", "in", [False, company.id]),
        ]
        products = (
            self.env["product.product"]
            .with_context(active_test=False)
            .search(domain, order="id desc")
        )
        found = {p.default_code: p for p in products if not p.company_id}
        found.update((p.default_code, p) for p in products if p.company_id)
        return found

    @api.model
    def _get_products(self, company):
        return {
            code: {
                "name": product.name,
                "category": product.categ_id.name or "",
                "list_price": Decimal(repr(product.list_price)),
            }
            for code, product in self._find_products(company).items()
        }

    @api.model
    def _get_orders(self, company):
        names = ("import_reference", "historic_date", "amount_untaxed")
        self.env["sale.order"].flush_model([*names, "distributor_id", "company_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT o.import_reference, d.code, o.historic_date, o.amount_untaxed
                  FROM sale_order AS o
                  LEFT JOIN distributor_distributor AS d ON d.id = o.distributor_id
                 WHERE o.company_id = %s AND o.import_reference IS NOT NULL
                """,
                company.id,
            )
        )
        cent = Decimal("0.01")
        return {
            ref: {
                "distributor_code": code or "",
                "order_date": day,
                "untaxed": Decimal(repr(float(untaxed))).quantize(cent),
            }
            for ref, code, day, untaxed in rows
        }

    @api.model
    def _get_topups(self, company):
        payments = self.env["account.payment"].search_fetch(
            [("company_id", "=", company.id), ("import_reference", "!=", False)],
            ["import_reference"],
        )
        return frozenset(payments.mapped("import_reference"))
