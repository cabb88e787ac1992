# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME, PortalCommon, select


@tagged("post_install", "-at_install")
class TestBonus(PortalCommon):
    """What the page says of the outlook; the outlook itself is tested where it is."""

    def _say(self, **vals):
        outlook = {
            "name": "T-Bonus",
            "measure": "own",
            "so_far": 600.0,
            "amount": 6.0,
            "rate": 1.0,
            "threshold": 1000.0,
            "next_rate": 2.0,
            "missing": 400.0,
            "until": self.today,
            "currency": self.company.currency_id,
            **vals,
        }
        model = self.registry["distributor.distributor"]
        with patch.object(model, "_get_bonus_outlook", lambda distributor: [outlook]):
            page = self._open(f"{HOME}/commission")
        [bar] = select(page, "section[name=bonuses] .progress")
        text = self._text(page, "section[name=bonuses]").replace("\xa0", " ")
        return text, bar.get("aria-valuenow")

    def test_outlook(self):
        self._login(self.dealer)
        text, percent = self._say()
        for part in ("T-Bonus", "$ 400.00 more of your own", "2 %", "$ 600.00"):
            self.assertIn(part, text)
        self.assertEqual(percent, "60")
        text, _percent = self._say(measure="downline")
        self.assertIn("$ 400.00 more of sales below you", text)
        text, percent = self._say(threshold=False, next_rate=False, missing=False)
        self.assertIn("highest step: 1 %, $ 6.00 so far", text)
        self.assertEqual(percent, "100")
        _text, percent = self._say(so_far=-50.0)
        self.assertEqual(percent, "0")

    def test_no_bonus(self):
        self._login(self.dealer)
        page = self._open(f"{HOME}/commission")
        self.assertFalse(select(page, "section[name=bonuses]"))
