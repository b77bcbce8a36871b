"""The empty list to fill in: words to choose from, and what the import makes of it."""

from __future__ import annotations

import io

import openpyxl
from django.test import Client

from members.exports import template
from members.imports.columns import columns
from members.imports.spellings import Spellings
from tests.cast import Cast
from tests.members.lists import preview_of


def test_the_empty_list_offers_words_and_is_read_by_the_import(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretary)
    response = client.get("/people/import/template/")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    page, choices = book.worksheets
    assert (page.title, choices.sheet_state) == ("Daftar anggota", "hidden")
    header = [cell.value for cell in page[1]]
    offered = {
        header[next(iter(rule.sqref.ranges)).min_col - 1]: rule.formula1
        for rule in page.data_validations.dataValidation
        if rule.type == "list"
    }
    assert {"Jenis kelamin", "Pendidikan", "Jabatan", "Negara"} <= offered.keys()
    filled = {"Nama": "Suparmi", "Negara": "Taiwan", "Jabatan": "bendahara", "RT": "002"}
    for name, value in filled.items():
        page.cell(2, header.index(name) + 1, value)
    buffer = io.BytesIO()
    book.save(buffer)
    preview = preview_of(buffer.getvalue(), cast.officer, cast.group)
    (row,) = preview.rows
    assert not row.is_refused, row.problems
    assert (row.values["name"], row.values["country"]) == ("Suparmi", "TW")
    assert preview.sheets[0].unknown == []
    known = {column.key for column in columns(Spellings())}
    assert set(preview.sheets[0].columns.values()) == set(template.KEYS) & known
    assert len(template.KEYS) == len(header) - 1
