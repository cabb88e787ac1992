# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from odoo.tests import tagged

from odoo.addons.distributor_commission.tests.common import CommissionCommon


@tagged("post_install", "-at_install")
class SimulationCommon(CommissionCommon):
    """The channel of the commission, and simulations of February and March 2026."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.simulations = cls.env["distributor.commission.simulation"]

    @classmethod
    def _make(cls, version=None, first=date(2026, 2, 1), last=date(2026, 3, 31), **kw):
        return cls.simulations.create(
            {
                "version_id": (version or cls.version).id,
                "date_from": first,
                "date_to": last,
                **kw,
            }
        )

    @classmethod
    def _run(cls, version=None, **kw):
        simulation = cls._make(version, **kw)
        simulation.action_run()
        return simulation

    def _get_simulated(self, simulation, field="amount_simulated"):
        """Return {code: amount} by distributor, of those with any."""
        return {
            earner.beneficiary_id.code.removeprefix("T-"): Decimal(
                f"{earner[field]:.2f}"
            )
            for earner in simulation.earner_ids
        }

    def _assert_simulated(self, simulation, **expected):
        self.assertEqual(
            self._get_simulated(simulation),
            {code: Decimal(str(amount)) for code, amount in expected.items()},
        )
