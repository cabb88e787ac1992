# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, fields, models

PRICES = (
    "From the first day of next month the prices of spring Longjing rise by 3 %. Orders"
    " confirmed this month keep the old price."
)
ACCOUNT = (
    "Somebody writes in our name about a new bank account. Ours has not changed: use"
    " only the one shown with your top-up."
)
CHINESE = {
    "New prices for spring tea": "春茶价格调整",
    PRICES: "下月 1 日起，明前龙井供货价上调 3 %。本月确认的订单按原价执行。",
    "Our bank account stays the same": "收款账户不变，谨防诈骗",
    ACCOUNT: "近期有人冒充我司通知更换收款账户。"
    "我们的账户没有变化，只以门户充值页面为准。",
    "Yunshan logo": "云山茶业标志",
    "For signs and boxes.": "门头和包装请用此版。",
}


class DistributorDemoMessages(models.AbstractModel):
    """What the brand tells its distributors, gives them, and does with one of them."""

    _name = "distributor.demo.messages"
    _description = "Demo Brand: Messages"

    @api.model
    def _make_messages(self, company):
        # chosen, so that whoever tries the suite on is told only what it publishes
        told = self.env["distributor.distributor"].search(
            [("company_id", "=", company.id), ("state", "=", "active")]
        )
        audience = {
            "audience": "chosen",
            "distributor_ids": [fields.Command.set(told.ids)],
            "company_id": company.id,
        }
        self._make_announcements(audience)
        self._make_marketing(audience)
        self._make_shared_tasks(told)

    def _make_announcements(self, audience):
        announcements = self.env["distributor.announcement"].create(
            [
                {
                    **audience,
                    "name": "New prices for spring tea",
                    "body": f"<p>{PRICES}</p>",
                },
                {
                    **audience,
                    "name": "Our bank account stays the same",
                    "urgency": "urgent",
                    "body": f"<p>{ACCOUNT}</p>",
                },
            ]
        )
        for record in announcements:
            name = CHINESE[record.name]
            record.update_field_translations("name", {"zh_CN": name})
            record.update_field_translations("body", {"zh_CN": CHINESE})
        announcements._publish()

    def _make_marketing(self, audience):
        attachment = self.env["ir.attachment"].create(
            {"name": "yunshan-logo.png", "raw": self._read_image("logo")}
        )
        category = self.env.ref(
            "distributor_announcement.distributor_marketing_category_picture"
        )
        file = self.env["distributor.marketing.file"].create(
            {
                **audience,
                "name": "Yunshan logo",
                "description": "For signs and boxes.",
                "category_id": category.id,
                "attachment_ids": [fields.Command.set(attachment.ids)],
            }
        )
        for field in ("name", "description"):
            file.update_field_translations(field, {"zh_CN": CHINESE[file[field]]})
        file._publish()

    def _make_shared_tasks(self, distributors):
        """Share tasks with the distributor that has members of each role."""
        busy = distributors.filtered("member_ids").sorted(
            lambda one: (-len(one.member_ids), one.id)
        )[:1]
        if not busy:
            return
        project = busy._get_or_create_project()
        deadline = fields.Datetime.now() + timedelta(days=7)
        self.env["project.task"].create(
            [
                {
                    "name": "上传门店照片 Photos of your shop window",
                    "project_id": project.id,
                    "user_ids": [fields.Command.set(project.user_id.ids)],
                    "date_deadline": deadline,
                },
                {
                    "name": "设计五一促销海报 Poster for the May sale",
                    "project_id": project.id,
                    "user_ids": [fields.Command.set(project.user_id.ids)],
                    "for_distributor": False,
                },
            ]
        )
