# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import io

from PIL import Image

from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.common import DistributorCommon


def make_picture():
    """Return the bytes of a small PNG."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(stream, "PNG")
    return stream.getvalue()


class AnnouncementFactory:
    """Makes announcements and marketing files; mixed into any test class."""

    @classmethod
    def _create_announcement(cls, *distributors, publish=True, **kw):
        """Make an announcement for these distributors, without any for all."""
        record = cls.env["distributor.announcement"].create(
            {
                "name": "T-Announcement",
                "body": "<p>T-Text</p>",
                "company_id": cls.company.id,
                **cls._prepare_audience_vals(distributors),
                **kw,
            }
        )
        if publish:
            record.sudo()._publish()
        return record

    @classmethod
    def _prepare_audience_vals(cls, distributors):
        if not distributors:
            return {}
        chosen = [distributor.id for distributor in distributors]
        return {"audience": "chosen", "distributor_ids": [Command.set(chosen)]}

    @classmethod
    def _create_file(cls, *distributors, publish=True, content=None, **kw):
        """Make a marketing file; a small picture unless a content is given."""
        attachment = cls.env["ir.attachment"].create(
            {"name": "t-poster.png", "raw": content or make_picture()}
        )
        category = cls.env.ref(
            "distributor_announcement.distributor_marketing_category_print"
        )
        record = cls.env["distributor.marketing.file"].create(
            {
                "name": "T-Poster",
                "category_id": category.id,
                "company_id": cls.company.id,
                "attachment_ids": [Command.set(attachment.ids)],
                **cls._prepare_audience_vals(distributors),
                **kw,
            }
        )
        if publish:
            record.sudo()._publish()
        return record

    @classmethod
    def _read(cls, announcement, distributor, user, acknowledge=False):
        readings = cls.env["distributor.announcement.reading"].sudo()
        reading = readings._record(announcement, distributor, user)
        if acknowledge:
            reading.date_acknowledged = reading.date_read
        return reading

    @classmethod
    def _create_user(cls, login, group):
        return new_test_user(
            cls.env,
            login,
            f"distributor.distributor_group_{group}",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )


@tagged("post_install", "-at_install")
class AnnouncementCommon(AnnouncementFactory, DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._create_user("t-announcement-user", "user")
        cls.manager = cls._create_user("t-announcement-manager", "manager")
