# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from .distributor_import_snapshot import ADDRESS


def split_by_depth(records, get_parent):
    """Group new records so that each parent comes in an earlier group than its child.

    The reader has refused loops before.
    """
    by_code = {record.code: record for record in records}
    depths = {}
    for record in records:
        path = []
        while record is not None and record.code not in depths:
            path.append(record.code)
            record = by_code.get(get_parent(record))
        base = depths[record.code] + 1 if record is not None else 0
        for step, code in enumerate(reversed(path)):
            depths[code] = base + step
    groups = {}
    for record in records:
        groups.setdefault(depths[record.code], []).append(record)
    return [groups[depth] for depth in sorted(groups)]


class DistributorImportMaster(models.AbstractModel):
    """Territories, distributors and products from the files to records."""

    _name = "distributor.import.master"
    _description = "Import of Master Data"

    @api.model
    def _load_territories(self, job, records):
        """Create and update territories, parents first."""
        Territory = self.env["distributor.territory"]
        new, changed = job.split("territories", records)
        for group in split_by_depth(new, lambda record: record.parent_code):
            created = Territory.create(
                [
                    {
                        "code": record.code,
                        "company_id": job.company.id,
                        **self._prepare_territory(job, record),
                    }
                    for record in group
                ]
            )
            job.territories.update((item.code, item) for item in created)
        for record, fields_changed in changed:
            values = self._prepare_territory(job, record, fields_changed)
            job.territories[record.code].write(values)

    @api.model
    def _prepare_territory(self, job, record, names=None):
        values = {"name": record.name}
        if record.parent_code is not None:
            parent = job.territories.get(record.parent_code)
            values["parent_id"] = parent.id if parent else False
        if record.country_code is not None:
            values["country_id"] = job.countries.get(record.country_code, False)
        columns = {"parent_id": "parent_code", "country_id": "country_code"}
        return {
            name: value
            for name, value in values.items()
            if names is None or columns.get(name, name) in names
        }

    @api.model
    def _load_distributors(self, job, records):
        """Create and update distributors, uplines first; new ones become active."""
        new, changed = job.split("distributors", records)
        for group in split_by_depth(new, lambda record: record.upline_code):
            self._create_distributors(job, group)
        today = self.env["distributor.distributor"]._get_today(job.company)
        for record, names in changed:
            self._update_distributor(job, record, names, today)

    @api.model
    def _create_distributors(self, job, records):
        Partner = self.env["res.partner"]
        partners = Partner.create(
            [
                {
                    "name": record.name,
                    "is_company": True,
                    "country_id": job.countries.get(record.country_code, False),
                    **{name: getattr(record, name) or False for name in ADDRESS},
                }
                for record in records
            ]
        )
        pairs = list(zip(records, partners, strict=True))
        Partner.create(
            [
                {"name": record.contact_name, "parent_id": partner.id}
                for record, partner in pairs
                if record.contact_name
            ]
        )
        created = self.env["distributor.distributor"].create(
            [self._prepare_distributor(job, record, p) for record, p in pairs]
        )
        created.action_activate()
        job.distributors.update((item.code, item) for item in created)

    @api.model
    def _prepare_distributor(self, job, record, partner):
        values = {
            "partner_id": partner.id,
            "company_id": job.company.id,
            "code": record.code,
            "level_id": job.levels[record.level],
            "date_start": job.first_day,
            "user_id": False if self.env.user._is_superuser() else self.env.uid,
        }
        if record.upline_code:
            values["parent_id"] = job.distributors[record.upline_code].id
        if record.territory_code:
            values["territory_id"] = job.territories[record.territory_code].id
        return values

    @api.model
    def _update_distributor(self, job, record, names, today):
        """Write what changed; a new upline holds from today, never for the past."""
        distributor = job.distributors[record.code]
        partner = distributor.partner_id
        values = {n: getattr(record, n) for n in (*ADDRESS, "name") if n in names}
        if "country_code" in names:
            values["country_id"] = job.countries.get(record.country_code, False)
        if values:
            partner.write(values)
        if "contact_name" in names:
            self._update_contact(partner, record.contact_name)
        values = {}
        if "level" in names:
            values["level_id"] = job.levels[record.level]
        if "territory_code" in names:
            territory = job.territories.get(record.territory_code)
            values["territory_id"] = territory.id if territory else False
        if values:
            distributor.write(values)
        if "upline_code" in names:
            upline = job.distributors.get(record.upline_code, distributor.browse())
            distributor._set_upline(upline, today)

    @api.model
    def _update_contact(self, partner, name):
        contact = self.env["distributor.import.snapshot"]._get_contacts(partner)
        if contact[partner]:
            contact[partner].name = name
        else:
            partner.create({"name": name, "parent_id": partner.id})

    @api.model
    def _load_products(self, job, records):
        """Create and update products: goods without stock, invoiced as ordered."""
        new, changed = job.split("products", records)
        categories = self._get_categories({record.category for record in records})
        created = self.env["product.product"].create(
            [
                {
                    "default_code": record.code,
                    "type": "consu",
                    "is_storable": False,
                    "invoice_policy": "order",
                    "taxes_id": [],
                    "supplier_taxes_id": [],
                    **self._prepare_product(record, categories),
                }
                for record in new
            ]
        )
        job.products.update((item.default_code, item) for item in created)
        for record, names in changed:
            values = self._prepare_product(record, categories, names)
            job.products[record.code].write(values)

    @api.model
    def _prepare_product(self, record, categories, names=None):
        values = {"name": record.name, "list_price": float(record.list_price)}
        if record.category:
            values["categ_id"] = categories[record.category]
        return {
            name: value
            for name, value in values.items()
            if names is None or {"categ_id": "category"}.get(name, name) in names
        }

    @api.model
    def _get_categories(self, names):
        """Return {name: category id}, created where there is none."""
        names = sorted(filter(None, names))
        Category = self.env["product.category"]
        found = Category.search([("name", "in", names)], order="id desc")
        ids = {category.name: category.id for category in found}
        missing = [name for name in names if name not in ids]
        created = Category.create([{"name": name} for name in missing])
        ids.update(zip(missing, created.ids, strict=True))
        return ids
