from . import distributor_notification_send
