from . import distributor_move
