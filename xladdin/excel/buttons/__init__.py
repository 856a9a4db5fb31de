"""What the ribbon's buttons do to the open workbook, and the part of Excel's object model that they use."""
