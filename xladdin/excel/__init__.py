"""Beside the command line: functions in cells, ribbon, add-in, installation. The only room that knows xlwings."""
