# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import fields, models


class DistributorDemoToday(models.AbstractModel):
    _name = "distributor.demo.today"
    _description = "Working Day of the Demo Brand"

    def _make_today(self, company):
        """Leave the channel as a working day would: open, waiting, short, returned."""
        self._top_up(company, ("S-XIHU", 12000), ("C-HZ", 30000), ("S-TIANYI", 6000))
        self._quote(company, "S-XIHU", ("LJ-50", 12), ("GW-SET", 4)).action_confirm()
        shipped = self._quote(company, "C-HZ", ("BLC-100", 24), ("PE-357", 12))
        shipped.action_confirm()
        for move in shipped.picking_ids.move_ids:
            move.quantity = move.product_uom_qty
            move.picked = True
        shipped.picking_ids._action_done()
        self._quote(company, "S-BINJIANG", ("TGY-125", 6))
        short = self._quote(company, "S-SHAMIAN", ("POT-YX", 60))
        short.action_quotation_sent()
        self._credit(company)
        self._make_applicant(company)
        self._make_leaving(company)
        self._settle(company)

    def _top_up(self, company, *rows):
        journal = self.env["distributor.import.runner"]._get_journal(company)
        for code, amount in rows:
            wallet = self.env["distributor.wallet"]._get_or_create(
                self._find("distributor.distributor", company, code),
                company.currency_id,
            )
            wallet._top_up(amount, journal, self._get_today())

    def _quote(self, company, code, *lines, **values):
        distributor = self._find("distributor.distributor", company, code)
        return self.env["sale.order"].create(
            {
                "partner_id": distributor.partner_id.id,
                "company_id": company.id,
                "order_line": [
                    fields.Command.create(
                        {
                            "product_id": self.env["product.product"]
                            .search([("default_code", "=", product)])
                            .id,
                            "product_uom_qty": quantity,
                        }
                    )
                    for product, quantity in lines
                ],
                **values,
            }
        )

    def _credit(self, company):
        """The store returns two pieces of the first line of its latest invoice."""
        store = self._find("distributor.distributor", company, "S-XIHU")
        invoice = self.env["account.move"].search(
            [
                ("partner_id", "=", store.partner_id.id),
                ("move_type", "=", "out_invoice"),
                ("state", "=", "posted"),
            ],
            order="invoice_date desc, id desc",
            limit=1,
        )
        credit = invoice._reverse_moves([{"invoice_date": self._get_today()}])
        first, *rest = credit.invoice_line_ids
        credit.write(
            {
                "invoice_line_ids": [
                    fields.Command.update(first.id, {"quantity": 2}),
                    *(fields.Command.delete(line.id) for line in rest),
                ]
            }
        )
        credit.action_post()

    def _make_applicant(self, company):
        self._make_store(
            company,
            "S-JINJI",
            "C-SZ",
            name="Jinji Lake Store 金鸡湖茶铺",
            street="星港街 199 号",
            city="苏州市",
            zip="215021",
            state_id=self.env.ref("base.state_cn_JS").id,
            phone="+86 512 5550 0115",
        )

    def _make_leaving(self, company):
        """One store is suspended, another one is on its way out."""
        late = self._make_store(
            company,
            "S-GUSU",
            "C-SZ",
            name="Gusu Lane Store 姑苏巷茶铺",
            street="平江路 88 号",
            city="苏州市",
            zip="215005",
            state_id=self.env.ref("base.state_cn_JS").id,
            phone="+86 512 5550 0116",
        )
        leaving = self._make_store(
            company,
            "S-LAOWAITAN",
            "C-NB",
            name="Old Bund Store 老外滩茶铺",
            street="扬善路 51 号",
            city="宁波市",
            zip="315020",
            state_id=self.env.ref("base.state_cn_ZJ").id,
            phone="+86 574 5550 0117",
        )
        # sudo: they were active before the history of this brand begins
        (late | leaving).sudo().state = "active"
        late._suspend("Licence of the shop expired 营业执照过期")
        today = self._get_today()
        self._top_up(company, ("S-LAOWAITAN", 2000))
        leaving._begin_exit(
            today + relativedelta(days=15),
            today + relativedelta(days=45),
            "The owner gives up the shop 店主歇业",
        )

    def _make_store(self, company, code, upline, **address):
        upline = self._find("distributor.distributor", company, upline)
        partner = self.env["res.partner"].create(
            {
                "is_company": True,
                "country_id": self.env.ref("base.cn").id,
                **address,
            }
        )
        return self.env["distributor.distributor"].create(
            {
                "partner_id": partner.id,
                "code": code,
                "company_id": company.id,
                "level_id": self.env.ref("distributor.distributor_level_store").id,
                "parent_id": upline.id,
                "territory_id": upline.territory_id.id,
                "user_id": upline.user_id.id,
            }
        )

    def _settle(self, company):
        """Settle the months that are over; bill all but the last, which waits."""
        settlements = self.env["distributor.commission.settlement"]
        months = sorted(settlements._get_due_months(company))
        for month in months:
            made = settlements._settle(company, month)
            if month != months[-1]:
                made._review()
                made._approve()
                made._confirm("deadline")
                made.filtered(lambda s: s.state == "confirmed")._bill()
            # the addresses are made up: no statement is sent
            made.sudo().statement_to_send = False
