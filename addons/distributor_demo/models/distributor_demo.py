# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import file_open

from ..brand import LEVEL_DISCOUNTS, PLACES, PRODUCTS, get_first_month, make_files


class DistributorDemo(models.AbstractModel):
    """Makes a believable brand in an empty database, to try the suite on.

    The past comes in through the import, as a real brand's would; what is open today
    is made by the same buttons a user presses.
    """

    _name = "distributor.demo"
    _description = "Demo Brand"
    _inherit = [
        "distributor.demo.people",
        "distributor.demo.today",
        "distributor.demo.papers",
        "distributor.demo.rights",
        "distributor.demo.members",
        "distributor.demo.applications",
        "distributor.demo.prices",
        "distributor.demo.wallets",
        "distributor.demo.programs",
        "distributor.demo.topups",
        "distributor.demo.statements",
        "distributor.demo.commission",
        "distributor.demo.returns",
        "distributor.demo.credit",
        "distributor.demo.messages",
    ]

    @api.model
    def _make_brand(self, company, months=4, orders_a_month=2):
        """Make the brand in a company that has no channel and no books yet.

        :param months: months of history
        :param orders_a_month: orders of each buyer in a month
        :raise UserError: the company is in use
        """
        if self._is_in_use(company):
            raise UserError(
                self.env._(
                    "The demo brand needs an empty database: %s has distributors or"
                    " journal entries.",
                    company.name,
                )
            )
        self = self.with_company(company).with_context(lang="en_US")
        self._set_company(company)
        self.env["base.language.install"].create(
            {"lang_ids": [fields.Command.set(self._get_chinese().ids)]}
        ).lang_install()
        self._make_plan(company, get_first_month(self._get_today(), months))
        files = make_files(self._get_today(), months, orders_a_month)
        # addresses need their state before orders are matched to territories; the
        # deposits say since when the channel stands
        orders = {kind: files.pop(kind) for kind in ("orders", "order_lines")}
        wallets = files.pop("wallets")
        first = b"".join(wallets.splitlines(keepends=True)[:2])
        self._import(company, {**files, "wallets": first})
        self._set_places(company)
        self._set_pictures()
        self._set_prices(company)
        self._make_users(company)
        self._import(company, {**orders, "wallets": wallets})
        self._make_today(company)
        self._make_standing(company)

    def _make_standing(self, company):
        """Make what stands around the orders: papers, rights, people, money."""
        mails = self.env["mail.mail"].search([], order="id desc", limit=1)
        self._make_papers(company)
        self._make_rights(company)
        self._make_members(company)
        self._make_applications(company)
        self._make_price_changes(company)
        self._make_money(company)
        self._make_messages(company)
        # the addresses are made up: nothing is sent
        self.env["mail.mail"].search([("id", ">", mails.id)]).cancel()
        self.env["distributor.notification"].search(
            [("company_id", "=", company.id)]
        ).mail_date = False

    def _make_money(self, company):
        """Make what stands around the deposits; statements state all of it."""
        self._make_wallets(company)
        self._make_programs(company)
        self._make_topups(company)
        self._make_statements(company)
        self._receive_old_deliveries(company)
        self._make_commission(company)
        self._make_returns(company)
        self._make_credit(company)

    def _receive_old_deliveries(self, company):
        """Nobody said anything about what was shipped long ago."""
        clock = self.env["distributor.receipt.clock"]
        pickings = self.env["stock.picking"]
        clock._receive_silent(pickings.search(clock._get_silent_domain(company)))

    def _is_in_use(self, company):
        own = [("company_id", "=", company.id)]
        return bool(
            self.env["distributor.distributor"].search_count(own, limit=1)
            or self.env["account.move"].search_count(own, limit=1)
        )

    def _get_today(self):
        return fields.Date.context_today(self.with_context(tz="Asia/Shanghai"))

    def _get_chinese(self):
        languages = self.env["res.lang"].with_context(active_test=False)
        return languages.search([("code", "=", "zh_CN")])

    def _set_company(self, company):
        if not company.chart_template:
            # a chart brings its currency along: before the company's own
            self.env["account.chart.template"].try_loading(
                "generic_coa", company=company, install_demo=False
            )
        yuan = self.env.ref("base.CNY")
        yuan.active = True
        company.write(
            {
                "name": "Yunshan Tea 云山茶业",
                "currency_id": yuan.id,
                "country_id": self.env.ref("base.cn").id,
                "state_id": self.env.ref("base.state_cn_ZJ").id,
                "city": "杭州市",
                "street": "龙井路 1 号",
                "email": "hello@yunshan.example",
            }
        )
        company.partner_id.tz = "Asia/Shanghai"
        company.logo = base64.b64encode(self._read_image("logo"))
        company.account_sale_tax_id = False
        self.env["product.pricelist"].with_context(active_test=False).search(
            [("currency_id", "!=", yuan.id), ("company_id", "in", (False, company.id))]
        ).active = False
        # who sells by price lists sees them
        self.env["res.config.settings"].create(
            {"group_product_pricelist": True}
        ).execute()

    def _import(self, company, files):
        runner = self.env["distributor.import.runner"]
        channel = runner._read(company, files)
        if channel.errors:
            raise UserError(runner._explain(channel.errors[0]))
        runner._prepare_company(company)
        journal = runner._get_journal(company)
        for step, _go_on in runner._run(channel, company, journal, lambda step: True):
            if step.refused:
                row, reason = step.refused[0]
                raise UserError(
                    self.env._("%(row)s: %(reason)s", row=row, reason=reason)
                )

    def _make_plan(self, company, start):
        """Approve the plan that all orders of the history earn under: 5, 3 and 2 %."""
        plan = self.env["distributor.commission.plan"].create(
            {
                "name": "Channel plan 渠道佣金方案",
                "company_id": company.id,
                # every distributor of the brand is a company that resells
                "max_generations": 3,
                "version_ids": [
                    fields.Command.create(
                        {
                            "date_start": start,
                            "rule_ids": [
                                fields.Command.create(
                                    {"generation": generation, "rate": rate}
                                )
                                for generation, rate in ((1, 5.0), (2, 3.0), (3, 2.0))
                            ],
                        }
                    )
                ],
            }
        )
        plan.version_ids.action_approve()

    def _find(self, model, company, code):
        return self.env[model].search(
            [("company_id", "=", company.id), ("code", "=", code)]
        )

    def _set_pictures(self):
        """Give the goods the pictures that are named after their codes."""
        codes = [code for code, *_rest in PRODUCTS]
        for product in self.env["product.product"].search(
            [("default_code", "in", codes)]
        ):
            picture = self._read_image(f"products/{product.default_code}")
            product.image_1920 = base64.b64encode(picture)

    def _read_image(self, name):
        """Return the bytes of a picture of this module."""
        with file_open(f"distributor_demo/static/img/{name}.png", "rb") as image:
            return image.read()

    def _set_places(self, company):
        for code, _name, _parent, (_country, state, city) in PLACES:
            if state:
                self._find("distributor.territory", company, code).write(
                    {
                        "country_id": company.country_id.id,
                        "state_id": self.env.ref(state).id,
                        "city": city or False,
                    }
                )
        # a store has no warehouse: some of its buyers are sent their tea by the brand
        self.env.ref("distributor.distributor_level_store").can_dropship = True
        distributors = self.env["distributor.distributor"].search(
            [("company_id", "=", company.id)]
        )
        for distributor in distributors:
            place = distributor.territory_id
            distributor.partner_id.state_id = place.state_id
            distributor.partner_id.is_company = True

    def _set_prices(self, company):
        """One price list for each level, and a better one for Zhejiang's cities."""
        china = self._find("distributor.territory", company, "CN")
        zhejiang = self._find("distributor.territory", company, "ZJ")
        rows = [
            (china, code, f"{code.title()} price", discount)
            for code, discount in LEVEL_DISCOUNTS.items()
        ]
        rows.append((zhejiang, "country", "Zhejiang city price", 32))
        for place, code, name, discount in rows:
            level = self.env.ref(f"distributor.distributor_level_{code}")
            pricelist = self.env["product.pricelist"].create(
                {
                    "name": f"{name} −{discount} %",
                    "currency_id": company.currency_id.id,
                    "company_id": company.id,
                    "item_ids": [
                        fields.Command.create(
                            {
                                "applied_on": "3_global",
                                "compute_price": "percentage",
                                "percent_price": discount,
                            }
                        )
                    ],
                }
            )
            self.env["distributor.territory.price"].create(
                {
                    "company_id": company.id,
                    "territory_id": place.id,
                    "level_id": level.id,
                    "pricelist_id": pricelist.id,
                }
            )
