"""Number formats (数字格式): what Excel shows for a value."""
