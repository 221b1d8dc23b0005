"""What everybody sees is marked in what search looks through; triggers bring the mark into the index."""

from django.db import migrations

OPEN = " §shared·everybody"
MARK = {
    "register_entry": "record_id IN (SELECT id FROM register_record WHERE label = 'CLEAR')",
    "register_passage": "document_id IN (SELECT id FROM register_document WHERE label = 'CLEAR')",
}


def mark(apps, schema_editor):
    for table, shared in MARK.items():
        schema_editor.execute(f"UPDATE {table} SET marks = marks || %s WHERE {shared}", [OPEN])


def unmark(apps, schema_editor):
    for table in MARK:
        schema_editor.execute(f"UPDATE {table} SET marks = replace(marks, %s, '')", [OPEN])


class Migration(migrations.Migration):
    dependencies = [("register", "0007_working_together")]
    operations = [migrations.RunPython(mark, unmark)]
