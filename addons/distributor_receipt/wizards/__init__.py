from . import distributor_receipt_record
from . import distributor_delivery_report_solve
