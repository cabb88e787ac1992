# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from ..brand import make_licence_number, make_pdf


class DistributorDemoApplications(models.AbstractModel):
    _name = "distributor.demo.applications"
    _description = "Applications to the Demo Brand"

    def _make_applications(self, company):
        """One waits for the brand and looks like a known store, one for its upline."""
        city = self._find("distributor.distributor", company, "C-HZ")
        store = self._find("distributor.distributor", company, "S-XIHU")
        # sudo: as the page of the portal, which checks that an owner invites
        inviter = city.with_user(self._get_login("city")).sudo()
        level = self.env.ref("distributor.distributor_level_store")
        invitation = inviter._invite("Liangzhu Store 良渚茶铺", False, level.id)
        self._apply(
            company,
            invitation,
            101,
            name="Liangzhu Tea House 良渚茶馆",
            contact_name="Tang Yi 唐怡",
            email="tang.yi@liangzhu.example",
            phone="+86 571 5550 0121",
            street="良渚街道 26 号",
            zip="311113",
            message="We run a tea house at the museum 博物馆旁的茶馆",
        )
        twin = self._apply(
            company,
            invitation.browse(),
            102,
            name="West Lake Store Two 西湖茶馆二店",
            contact_name="Xu Min 徐敏",
            email="xu.min@xihu-two.example",
            phone=store.partner_id.phone,
            street="曙光路 32 号",
            zip="310007",
            message="A second shop near the lake 湖边第二家店",
        )
        twin.with_user(self._get_login("manager"))._assign(self._get_login("sales"))

    def _apply(self, company, invitation, number, **stated):
        """Do what an applicant does: form, link in the mail, documents, hand in."""
        applications = self.env["distributor.application"]
        application = applications._receive(
            {
                "company_id": company.id,
                "country_id": self.env.ref("base.cn").id,
                "state_id": self.env.ref("base.state_cn_ZJ").id,
                "city": "杭州市",
                "level_id": self.env.ref("distributor.distributor_level_store").id,
                "credit_code": make_licence_number(number),
                "lang": "zh_CN",
                **stated,
            },
            invitation,
            self.env["distributor.privacy.notice"]._get_current(company),
        )
        application._verify()
        scan = make_pdf("Business licence (demo)", application.credit_code)
        for kind in application._get_document_types():
            application._save_document(
                kind.id, application.credit_code, None, [("licence.pdf", scan)]
            )
        if application.state == "documents":
            application._submit()
        return application
