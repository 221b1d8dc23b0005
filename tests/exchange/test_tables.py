"""Tables to take away: what a file holds is what the list shows, and nothing in it is run."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from concertation.exchange.tables import csv_file, json_file, xlsx_file
from concertation.exchange.tables.table import Coded, Dated, Field, Table

DAY = date(2026, 11, 24)


def table(rows: list[Any], label: str = "GREEN", remark: str = "") -> Table:
    keys = len(rows[0]) if rows else 1
    return Table(
        name="meetings",
        title="Meetings",
        address="https://register.example/meetings/",
        day=DAY,
        lang="en",
        label=label,
        fields=tuple(Field(f"c{at}", f"C{at}", lambda row, at=at: row[at]) for at in range(keys)),
        rows=rows,
        remark=remark,
    )


def in_csv(of: Table) -> list[list[str]]:
    text = "".join(csv_file.lines(of))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def in_xlsx(of: Table, **how: int) -> list[list[Any]]:
    file = io.BytesIO()
    xlsx_file.write(of, file, **how)
    book = load_workbook(file)
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def in_json(of: Table) -> Any:
    return json.loads("".join(json_file.lines(of)))


VALUES = [
    (("text",), "text", "text", "text"),
    ((3,), "3", 3, 3),
    ((0,), "0", 0, 0),
    ((Decimal("1250000.50"),), "1250000.5", 1250000.5, "1250000.5"),
    ((Decimal("-2"),), "-2", -2, "-2"),
    ((Dated("2018-07-05"),), "2018-07-05", datetime(2018, 7, 5), "2018-07-05"),
    ((Dated("2018-07"),), "2018-07", "2018-07", "2018-07"),
    ((Dated("2018-07-05/2018-07-06"),), "2018-07-05/2018-07-06", "2018-07-05/2018-07-06",
     "2018-07-05/2018-07-06"),
    ((Dated("1899-05-18"),), "1899-05-18", "1899-05-18", "1899-05-18"),
    ((Dated(""),), "", None, None),
    ((Coded("held", "held on time"),), "held on time", "held on time",
     {"code": "held", "word": "held on time"}),
    (((Coded("AU", "UA"), Coded("", "Cairo")),), "UA; Cairo", "UA; Cairo",
     [{"code": "AU", "word": "UA"}, {"code": None, "word": "Cairo"}]),
    (((),), "", None, []),
    ((None,), "", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("row", "as_csv", "as_xlsx", "as_json"), VALUES)
def test_a_value_is_told_as_each_form_can(row, as_csv, as_xlsx, as_json):
    other = (*row, "x")  # an empty last row of a sheet would not be read back
    assert in_csv(table([other]))[2] == [as_csv, "x"]
    assert in_xlsx(table([other]))[2] == [as_xlsx, "x"]
    assert in_json(table([other]))["rows"] == [{"c0": as_json, "c1": "x"}]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#N/A"])
def test_no_text_is_run(text):
    given = in_csv(table([(text,)]))[2][0]
    assert given == (text if text.startswith("#") else f"'{text}")
    file = io.BytesIO()
    xlsx_file.write(table([(text,)]), file)
    cell = load_workbook(file).active["A3"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_file_says_where_it_is_from_and_how_far_it_may_go():
    amber = table([("x",)], "AMBER+STRICT", "More was found than is told here: these are the latest.")
    assert amber.file_name == "meetings-2026-11-24-TLP-AMBER-STRICT"
    for note in (in_csv(amber)[0][0], in_xlsx(amber)[0][0], in_json(amber)["about"]["note"]):
        assert (
            "TLP:AMBER+STRICT · Meetings, taken from https://register.example/meetings/ on 2026-11-24."
            in note
        )
        assert "these are the latest" in note
    assert in_csv(amber)[0][0].startswith("# TLP:AMBER+STRICT")
    assert in_json(amber)["about"]["label"] == "AMBER+STRICT"


def test_what_has_no_label_says_none():
    assert "TLP" not in table([("x",)], "").note
    assert table([], "").file_name == "meetings-2026-11-24"


def test_an_empty_table_has_its_columns():
    assert in_csv(table([]))[1] == ["C0"]
    assert in_xlsx(table([]))[1] == ["C0"]
    assert in_json(table([]))["rows"] == []


def test_a_sheet_that_is_full_says_so():
    rows = in_xlsx(table([("a",), ("b",), ("c",)]), most=2)
    assert rows[2:4] == [["a"], ["b"]]
    assert rows[4][0].startswith("There are more rows than the 2 of a spreadsheet.")


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_texts_come_back_as_they_were(rows):
    said = in_json(table(rows))["rows"]
    assert [(row["c0"] or "", row["c1"] or "") for row in said] == rows
    told = in_csv(table(rows))[2:]
    assert [[cell.removeprefix("'") for cell in row] for row in told] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40), min_size=1)
)
def test_a_spreadsheet_gives_back_what_can_be_written_in_it(texts):
    texts = [text.replace("\ufffe", "").replace("\uffff", "") or "x" for text in texts]
    assert [row[0] for row in in_xlsx(table([(text,) for text in texts]))[2:]] == texts
