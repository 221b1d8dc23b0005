"""The report as a .docx in the form of a United Nations document.

The package is written directly: the form needs list numbering, fields, document properties and table headers,
and no style beside its own, so that a template would be more in the way than of use.
"""
