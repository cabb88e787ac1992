# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import io

from openpyxl import load_workbook

from odoo.addons.distributor_portal.tests.common import HOME, PortalCommon, select

URL = f"{HOME}/team"
CURRENT = "ul.o_distributor_portal_list"


class TeamCommon(PortalCommon):
    """T-C stands above T-D and T-S; T-B stands below T-D."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.below = cls._create_distributor("T-B", "store", cls.dealer)
        cls.below.partner_id.write(
            {"name": "T-Deep", "city": "T-Deeptown", "phone": "+86 555 0001"}
        )
        cls.dealer.partner_id.write({"city": "T-Town", "phone": "+86 555 0002"})
        cls.company.write(
            {
                "distributor_team_depth": 1,
                "distributor_team_names": False,
                "distributor_team_phones": False,
                "distributor_team_sales": "direct",
            }
        )

    def _list(self, query=""):
        """Return the titles in the list."""
        page = self._open(f"{URL}?{query}")
        return self._titles(page, CURRENT) if select(page, CURRENT) else []

    def _sheet(self, query=""):
        response = self.url_open(f"{URL}.xlsx?{query}")
        self.assertEqual(response.status_code, 200)
        sheet = load_workbook(io.BytesIO(response.content)).active
        return [list(row) for row in sheet.iter_rows(values_only=True)]
