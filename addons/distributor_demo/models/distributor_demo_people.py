# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

PASSWORD = "demo"

#: login, name, group, language, role shown to whoever tries the demo
STAFF = (
    ("manager", "Lin Mei 林梅", "distributor.distributor_group_manager", "en_US",
     "Back office, manager"),
    ("sales", "Zhao Lei 赵磊", "distributor.distributor_group_user", "zh_CN",
     "Back office, user (Chinese)"),
    ("finance", "Qian Yun 钱云", "distributor.distributor_group_finance", "en_US",
     "Accountant"),
)  # fmt: skip
#: login, code of the distributor, language, role
OWNERS = (
    ("master", "M-EAST", "en_US", "Distributor, master agent"),
    ("regional", "R-ZJ", "en_US", "Distributor, regional agent"),
    ("city", "C-HZ", "zh_CN", "Distributor, city agent (Chinese)"),
    ("store", "S-XIHU", "zh_CN", "Distributor, store (Chinese)"),
)
#: login, code of the distributor, name, language, role, limits, role shown
MEMBERS = (
    ("buyer", "S-XIHU", "Shen Jie 沈洁", "zh_CN", "buyer",
     {"limit_order": 5000, "limit_month": 20000},
     "Distributor, buyer of the store (Chinese)"),
)  # fmt: skip


class DistributorDemoPeople(models.AbstractModel):
    _name = "distributor.demo.people"
    _description = "People of the Demo Brand"

    @api.model
    def _get_logins(self):
        """Return the logins of the demo as [{role, login, password}]."""
        rows = [("Administrator", "admin", "admin")]
        people = (*STAFF, *OWNERS, *MEMBERS)
        rows += [(role, login, PASSWORD) for login, *_rest, role in people]
        return [
            {"role": role, "login": login, "password": password}
            for role, login, password in rows
        ]

    def _get_login(self, login):
        return self.env["res.users"].search([("login", "=", login)])

    def _make_portal_user(self, company, login, contact, lang):
        return (
            self.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "login": login,
                    "partner_id": contact.id,
                    "password": PASSWORD,
                    "lang": lang,
                    "tz": "Asia/Shanghai",
                    "company_id": company.id,
                    "company_ids": [fields.Command.set(company.ids)],
                    "group_ids": [
                        fields.Command.set(self.env.ref("base.group_portal").ids)
                    ],
                }
            )
        )

    def _make_users(self, company):
        users = self.env["res.users"].with_context(no_reset_password=True)
        for login, name, group, lang, _role in STAFF:
            extra = ["account.group_account_user"] if login == "finance" else []
            users.create(
                {
                    "login": login,
                    "name": name,
                    "password": PASSWORD,
                    "lang": lang,
                    "tz": "Asia/Shanghai",
                    "company_id": company.id,
                    "company_ids": [fields.Command.set(company.ids)],
                    "group_ids": [
                        fields.Command.link(self.env.ref(name).id)
                        for name in ("base.group_user", group, *extra)
                    ],
                }
            )
        seller = self._get_login("sales")
        distributors = self.env["distributor.distributor"].search(
            [("company_id", "=", company.id)]
        )
        distributors.user_id = seller
        distributors.partner_id.user_id = seller
        for login, code, lang, _role in OWNERS:
            partner = self._find("distributor.distributor", company, code).partner_id
            owner = partner.child_ids.filtered(lambda p: p.type == "contact")[:1]
            if not owner:
                owner = partner.create({"name": partner.name, "parent_id": partner.id})
            owner.email = f"{login}@yunshan.example"
            self._make_portal_user(company, login, owner, lang)
