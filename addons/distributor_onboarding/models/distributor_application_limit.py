# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import ipaddress

from odoo import api, fields, models
from odoo.tools import SQL, hmac

HOURS_KEPT = 48


class DistributorApplicationLimit(models.Model):
    """Counts what one visitor or one address did in an hour, for all workers.

    The row is updated in one statement, so that requests at the same time are counted
    one after the other. Neither addresses nor e-mails are stored, only their hash.
    """

    _name = "distributor.application.limit"
    _description = "Limit of Applications"
    _order = "hour desc, id"
    _rec_name = "key"

    key = fields.Char(required=True)
    hour = fields.Datetime(required=True, index=True)
    count = fields.Integer(required=True, aggregator=None)

    _hour_uniq = models.Constraint(
        "UNIQUE (key, hour)", "There is one counter for each hour."
    )

    @api.model
    def _hit(self, kind, value, limit):
        """Count one attempt and tell whether it is within the limit of an hour.

        :param kind: what is counted, such as "apply-ip"
        :param value: whose attempts: an IP or e-mail address
        """
        key = hmac(self.env(su=True), "distributor_onboarding", (kind, value))
        hour = fields.Datetime.now().replace(minute=0, second=0, microsecond=0)
        [(count,)] = self.env.execute_query(
            SQL(
                """
                INSERT INTO distributor_application_limit AS counter (key, hour, count)
                     VALUES (%(key)s, %(hour)s, 1)
                ON CONFLICT (key, hour) DO UPDATE SET count = counter.count + 1
                  RETURNING count
                """,
                key=key,
                hour=hour,
            )
        )
        return count <= limit

    @api.model
    def _hit_address(self, kind, address, limit):
        """Count an attempt from an IP address; a whole IPv6 network counts as one."""
        try:
            found = ipaddress.ip_address(address or "")
        except ValueError:
            return self._hit(kind, "unknown", limit)
        if found.version == 6 and not found.ipv4_mapped:
            found = ipaddress.ip_network((found, 64), strict=False)
        return self._hit(kind, str(found), limit)

    @api.autovacuum
    def _gc_old(self):
        self.search(
            [
                (
                    "hour",
                    "<",
                    fields.Datetime.subtract(fields.Datetime.now(), hours=HOURS_KEPT),
                )
            ]
        ).unlink()
