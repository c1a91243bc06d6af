"""How large a workbook may be; what is beyond is refused before it is read."""

FILE_BYTES = 8 * 1024 * 1024
UNPACKED_BYTES = 48 * 1024 * 1024
PARTS = 500
COLUMNS = 300
CELLS = 600_000
ROWS = {"survey": 5_000, "choices": 60_000, "external_choices": 60_000}
OTHER_ROWS = 2_000
CELL_LETTERS = 32_767
EMPTY_ROWS = 60
"""After so many empty rows a sheet is taken to have ended."""
EMPTY_COLUMNS = 20
