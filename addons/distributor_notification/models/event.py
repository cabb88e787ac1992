# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from typing import NamedTuple

from odoo import models


class Event(NamedTuple):
    """Something that happened to a distributor.

    :param distributor: distributor.distributor
    :param record: what it is about; with the kind it makes the event unique
    :param tell: called with an environment in a language; returns (title, text)
    :param url: page of the portal where it is seen, beginning with /my
    :param step: what tells two events of the same kind and record apart
    :param told: e-mail addresses to which a mail about it went already
    """

    distributor: models.BaseModel
    record: models.BaseModel
    tell: object
    url: str = ""
    step: str = ""
    told: tuple = ()

    @property
    def key(self):
        return f"{self.record._name},{self.record.id},{self.step}"
