# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import TransactionCase, tagged

SUITE = "distributor"


@tagged("post_install", "-at_install")
class TestReach(TransactionCase):
    """What a portal or public user reaches by RPC does not grow through the suite."""

    def _get_groups(self):
        groups = self.env.ref("base.group_portal") | self.env.ref("base.group_public")
        return groups | groups.all_implied_ids

    def _get_modules(self, records):
        """Return {record id: module} of records that were shipped."""
        rows = self.env["ir.model.data"].search_fetch(
            [("model", "=", records._name), ("res_id", "in", records.ids)],
            ["res_id", "module"],
        )
        return {row.res_id: row.module for row in rows}

    def test_no_access_right(self):
        rights = self.env["ir.model.access"].search(
            ["|", ("group_id", "=", False), ("group_id", "in", self._get_groups().ids)]
        )
        modules = self._get_modules(rights)
        ours = rights.filtered(lambda r: modules.get(r.id, "").startswith(SUITE))
        self.assertFalse(ours.mapped("name"))

    def test_no_rule_that_grants(self):
        rules = self.env["ir.rule"].search([("groups", "in", self._get_groups().ids)])
        modules = self._get_modules(rules)
        ours = rules.filtered(lambda r: modules.get(r.id, "").startswith(SUITE))
        self.assertFalse(ours.mapped("name"))

    def test_no_group(self):
        groups = self._get_groups()
        modules = self._get_modules(groups)
        self.assertFalse([m for m in modules.values() if m.startswith(SUITE)])

    def test_no_model(self):
        """Whatever grants it: none of our models answers a portal or public user."""
        for user in self.env["res.users"].search([("share", "=", True)], limit=20):
            for name, model in self.registry.items():
                if not name.startswith(f"{SUITE}.") or model._abstract:
                    continue
                for operation in ("read", "write", "create", "unlink"):
                    records = self.env[name].with_user(user)
                    self.assertFalse(records.has_access(operation), (name, operation))
