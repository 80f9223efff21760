"""The texts of a questionnaire as a workbook, for people who write in Excel or LibreOffice."""
