from . import distributor_member_invite
