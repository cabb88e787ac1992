from . import models


def make_brand(env):
    """Make the demo brand when the module is installed."""
    env["distributor.demo"]._make_brand(env.company)
