# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import re
from datetime import datetime

import pytz

from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

CARRIER = "distributor_receipt.distributor_receipt_group_carrier"
STAFF = ("stock.group_stock_user", "distributor.distributor_group_user")
MAX_TEXT = 500


class StockPickingCarrier(models.AbstractModel):
    """What carriers say of deliveries, by a connector or by staff."""

    _name = "stock.picking.carrier"
    _description = "Messages of a Carrier"

    def record_carrier_receipt(self, number, date=None, received_by=None, message=None):
        """Record that a carrier handed these deliveries over; asked again, it changes
        nothing.

        For users of the warehouse and of distribution, and for a user of the group
        Carrier Messages, by which a connector signs in.

        :param number: the parcel, as the carrier numbers it: the proof
        :param date: when it was handed over, as ISO 8601 with a time zone, or in UTC;
            now by default
        :param received_by: who took it
        :param message: what the carrier said
        :return: for each delivery a dict of delivery (its name), state (received, or
            known: somebody recorded a receipt before), received_date (UTC, ISO 8601),
            proof (in words) and number
        :raise AccessError: for whoever may not read the delivery, or has no such group
        :raise UserError: without a number, for a time in the future or before it was
            shipped, or for what was not shipped to a distributor
        """
        self._check_carrier_user()
        self.check_access("read")
        number = str(number or "").strip()[:MAX_TEXT]
        if not number:
            raise UserError(self.env._("Number: the parcel has one at its carrier."))
        # sudo: group and access to the deliveries were checked above
        pickings = self.sudo()
        for picking in pickings:
            picking._check_carrier_number(number)
        receipts = pickings._receive_from_carrier(
            str(message or "").strip()[:MAX_TEXT],
            self._read_carrier_date(date),
            str(received_by or "").strip()[:MAX_TEXT],
            number=number,
        )
        return [one._get_carrier_answer(receipts) for one in pickings]

    def _check_carrier_user(self):
        if not any(map(self.env.user.has_group, (CARRIER, *STAFF))):
            raise AccessError(
                self.env._(
                    "Only users of the warehouse or of distribution, and those of the"
                    " group Carrier Messages, record what a carrier says."
                )
            )

    def _read_carrier_date(self, date):
        """Return a moment (UTC datetime) from what a connector sends."""
        if not date:
            return None
        try:
            moment = datetime.fromisoformat(str(date))
        except ValueError as error:
            raise UserError(
                self.env._(
                    "Date: “%s” is no time as 2026-03-01T17:30:00+08:00.", str(date)
                )
            ) from error
        if moment.tzinfo:
            moment = moment.astimezone(pytz.utc).replace(tzinfo=None)
        return moment.replace(microsecond=0)

    def _check_carrier_number(self, number):
        """Refuse the number of another parcel.

        :raise UserError: names the delivery and its number
        """
        self.ensure_one()
        known = self._get_channel_tracking()["number"]
        if known and number not in re.split(r"[\s,;+]+", known):
            raise UserError(
                self.env._(
                    "Number: %(delivery)s travels by %(known)s, not by %(number)s.",
                    delivery=self.name,
                    known=known,
                    number=number,
                )
            )

    def _get_carrier_answer(self, new):
        receipt = self.receipt_ids[:1]
        return {
            "delivery": self.name,
            "state": "received" if receipt in new else "known",
            "received_date": f"{receipt.date.isoformat()}Z",
            "proof": receipt._get_proof(),
            "number": receipt.carrier_number or "",
        }

    def _receive_from_carrier(self, message, date=None, received_by=False, number=""):
        """Record what a carrier said of those that were not received yet.

        :return: distributor.receipt
        """
        self._lock_receipt()
        waiting = self.filtered(lambda picking: not picking.received_date)
        return waiting._receive(
            "carrier",
            date,
            message=message,
            received_by=received_by,
            carrier_number=number,
        )

    def _lock_receipt(self):
        """Let a message that comes twice at once wait for itself.

        The rows are changed, not only locked: the second one fails with a serialization
        error, is run again by Odoo, and finds the receipt.
        """
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                """
                WITH row AS (
                    SELECT id FROM stock_picking WHERE id = ANY(%s)
                     ORDER BY id FOR NO KEY UPDATE
                )
                UPDATE stock_picking AS p SET company_id = p.company_id
                  FROM row WHERE p.id = row.id RETURNING p.id
                """,
                self.ids,
            )
        )
