"""The original record (原始记录): every entry of the run, as CSV, workbook and PDF."""
