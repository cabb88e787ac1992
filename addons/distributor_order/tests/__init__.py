from . import test_channel_state
