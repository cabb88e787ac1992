from .workbook import KEY_ROW, LIMIT_ROWS, SheetError, read_sheet, write_sheet
