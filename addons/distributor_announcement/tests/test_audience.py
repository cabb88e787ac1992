# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta
from itertools import product

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.distributor_territory.tests.common import TerritoryFactory

from .common import AnnouncementCommon


@tagged("post_install", "-at_install")
class TestAudience(TerritoryFactory, AnnouncementCommon):
    """For whom something is: asked from both sides, both compared with plain loops."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._clear_map()
        cls._create_map()
        cls.nowhere = cls._create_distributor("T-N", "dealer")
        cls.gone = cls._create_distributor("T-X", "dealer", state="terminated")
        cls.new = cls._create_distributor("T-A", "dealer", state="applicant")
        cls.master.territory_id = cls.asia
        cls.regional.territory_id = cls.china
        cls.country.territory_id = cls.shanghai
        cls.dealer.territory_id = cls.pudong
        cls.gone.territory_id = cls.new.territory_id = cls.pudong
        cls.everybody = (
            cls.master
            | cls.regional
            | cls.country
            | cls.dealer
            | cls.nowhere
            | cls.gone
            | cls.new
        )

    def _is_told(self, record, distributor):
        """Answer with plain loops, without a domain."""
        if distributor.state not in ("active", "suspended", "terminating"):
            return False
        if record.audience == "chosen":
            return distributor in record.distributor_ids
        if record.audience == "all":
            return True
        if record.level_ids and distributor.level_id not in record.level_ids:
            return False
        place = distributor.territory_id
        while record.territory_ids and place:
            if place in record.territory_ids:
                return True
            place = place.parent_id
        return not record.territory_ids

    def _create_audiences(self):
        levels = self.env["distributor.level"]
        places = self.env["distributor.territory"]
        dealer, master = self._get_level("dealer"), self._get_level("master")
        records = self._create_announcement() | self._create_announcement(self.dealer)
        records |= self._create_announcement(self.dealer, self.gone, self.nowhere)
        for some, where in product(
            (levels, dealer, dealer | master),
            (places, self.asia, self.shanghai, self.shanghai | self.suzhou),
        ):
            if some or where:
                records |= self._create_announcement(
                    audience="part",
                    level_ids=[Command.set(some.ids)],
                    territory_ids=[Command.set(where.ids)],
                )
        return records

    def _assert_agree(self, records):
        found = self.env["distributor.distributor"]
        for record in records:
            told = found.search(record._get_audience_domain()) & self.everybody
            right = self.everybody.filtered(
                lambda one, record=record: self._is_told(record, one)
            )
            self.assertEqual(told, right, record.read(["audience", "territory_ids"]))
        for one in self.everybody:
            domain = records._get_shown_domain(one)
            shown = records.search(domain) & records
            right = records.filtered(lambda record, one=one: self._is_told(record, one))
            self.assertEqual(set(shown.ids), set(right.ids), one.code)

    def test_both_sides_agree(self):
        records = self._create_audiences()
        self._assert_agree(records)
        # who joins, moves or leaves belongs to what it is now
        self.new.sudo().state = "active"
        self.nowhere.territory_id = self.suzhou
        self.dealer.sudo().state = "suspended"
        self.dealer.territory_id = self.china
        self._assert_agree(records)
        # an archived part still narrows the audience
        self.suzhou.active = False
        self.env.invalidate_all()
        self._assert_agree(records)

    def test_day(self):
        today = self.dealer._get_today()
        day = timedelta(days=1)
        for start, end, shown in (
            (today, False, True),
            (today, today, True),
            (today + day, False, False),
            (today - day, today - day, False),
        ):
            record = self._create_announcement(
                self.dealer, publish=False, date_from=start, date_to=end
            )
            domain = record._get_shown_domain(self.dealer)
            self.assertNotIn(record, record.search(domain))
            record.sudo().state = "published"
            self.assertEqual(record in record.search(domain), shown)

    def test_an_empty_audience_is_none(self):
        for audience in ("part", "chosen"):
            with self.assertRaisesRegex(ValidationError, "at least one"):
                self._create_announcement(audience=audience)

    def test_preview(self):
        record = self._create_announcement(self.dealer, self.gone, publish=False)
        self.assertEqual(record.audience_count, 1)
        action = record.with_user(self.user).action_view_audience()
        found = self.env["distributor.distributor"].search(action["domain"])
        self.assertEqual(found, self.dealer)
