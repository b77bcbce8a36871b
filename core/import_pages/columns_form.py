"""Which column of a sent list is which, as its sender says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.crypto import DecryptionError
from core.forms import ActForm
from core.imports.columns import HeaderFinder
from core.imports.errors import ImportFileError
from core.imports.mapping import Chosen
from core.imports.reading import read_again
from core.imports.sheets import column_letter
from core.imports.spec import ImportSpec, Preview, SheetInfo
from core.models import Import

NO_HEADER = "none"
SAMPLES, HEADING_TEXTS = 3, 4


class ColumnsForm(ActForm):
    """The row of the header, and for each column of the sheet what it holds."""

    header = forms.ChoiceField(
        label=gettext_lazy("Where the column headings stand"),
        help_text=gettext_lazy(
            "What stands above is left out. "
            "Your next file with the same headings is read this way by itself."
        ),
    )

    def __init__(
        self,
        *args: Any,
        row: Import,
        preview: Preview,
        place: int,
        spec: ImportSpec,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.preview, self.spec = row, preview, spec
        self.info = info = preview.sheets[place]
        header, columns = guess(info, spec)
        field = self.fields["header"]
        field.choices, field.initial = list(header_choices(info)), header or NO_HEADER
        offered = [("", _("not read")), *((c.key, capfirst(str(c.label))) for c in spec.columns)]
        for index in info.outline.filled:
            self.fields[name_of(index)] = forms.ChoiceField(
                label=heading(info, header, index),
                help_text=samples(info, header, index),
                choices=offered,
                initial=columns.get(index, ""),
                required=False,
            )

    @property
    def column_fields(self) -> list[Any]:
        return [self[name_of(index)] for index in self.info.outline.filled]

    def try_read(self) -> bool:
        """Read the list by what is chosen; False, with the reason on the form."""
        if not self.is_valid():
            return False
        self.info.chosen = self.chosen
        try:
            with transaction.atomic():
                read_again(self.row, self.spec, self.preview)
        except ImportFileError as error:
            self.add_error("header", error.message)
        except DecryptionError:
            self.add_error("header", _("The file cannot be read any more. Send it again."))
        return not self.errors

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self._refuse_doubles()
        self._refuse_lonely()
        if not self.errors and set(self.columns.values()).isdisjoint(self.spec.anchors):
            wanted = [str(c.label) for c in self.spec.columns if c.key in self.spec.anchors]
            sentence = _("Choose the column of at least one of these: %(columns)s.")
            first = name_of(self.info.outline.filled[0])
            self.add_error(first, sentence % {"columns": ", ".join(wanted)})
        return cleaned

    def _refuse_doubles(self) -> None:
        first: dict[str, int] = {}
        for index, key in self.columns.items():
            if (other := first.setdefault(key, index)) != index:
                words = {
                    "one": column_letter(other),
                    "other": column_letter(index),
                    "field": self._label(key),
                }
                sentence = _(
                    "Columns %(one)s and %(other)s cannot both be “%(field)s”. "
                    "Choose one of them, and for the other something else or “not read”."
                )
                self.add_error(name_of(index), sentence % words)

    def _refuse_lonely(self) -> None:
        needs = {column.key: column.needs for column in self.spec.columns}
        for index, key in self.columns.items():
            if needs[key] and needs[key] not in self.columns.values():
                sentence = _("“%(field)s” is read only together with “%(other)s”: choose that too.")
                words = {"field": self._label(key), "other": self._label(needs[key])}
                self.add_error(name_of(index), sentence % words)

    def _label(self, key: str) -> str:
        return next(str(column.label) for column in self.spec.columns if column.key == key)

    @property
    def columns(self) -> dict[int, str]:
        """Column index → column key, of what is validly chosen."""
        given = {i: self.cleaned_data.get(name_of(i)) for i in self.info.outline.filled}
        return {index: key for index, key in given.items() if key}

    @property
    def chosen(self) -> Chosen:
        header = self.cleaned_data["header"]
        return Chosen(None if header == NO_HEADER else int(header), self.columns)


def name_of(index: int) -> str:
    return f"column-{index}"


def header_choices(info: SheetInfo) -> Iterator[tuple[str, str]]:
    for number, texts in info.outline.lines:
        held = [text for text in texts if text]
        words = " · ".join(held[:HEADING_TEXTS]) + (" …" if len(held) > HEADING_TEXTS else "")
        yield str(number), _("Row %(row)s: %(words)s") % {"row": number, "words": words}
    yield NO_HEADER, _("There are none: the list begins in the first row")


def heading(info: SheetInfo, header: int | None, index: int) -> str:
    """The column's letter with its heading."""
    texts = info.outline.row(header)
    text = texts[index] if index < len(texts) else ""
    return f"{column_letter(index)} · {text}" if text else column_letter(index)


def samples(info: SheetInfo, header: int | None, index: int) -> str:
    """The first values below the header, to tell the column by."""
    below = [texts for number, texts in info.outline.lines if number > (header or 0)]
    found = [texts[index] for texts in below if index < len(texts) and texts[index]][:SAMPLES]
    return _("For example: %(values)s") % {"values": "; ".join(found)} if found else ""


def guess(info: SheetInfo, spec: ImportSpec) -> tuple[int | None, dict[int, str]]:
    """The row of the header and the columns: as they are read now, else as they seem to be."""
    if info.chosen:
        return info.chosen.header, info.chosen.columns
    if info.columns:
        return info.header_row, info.columns
    sheet = info.outline.as_sheet()
    finder = HeaderFinder.of(spec.columns, spec.anchors, spec.synonyms)
    index = likely_header(info)
    layout = finder.layout_at(sheet.lines, index, 1) if index is not None else None
    found = {i: c.key for i, c in layout.columns.items()} if layout else {}
    return (sheet.lines[index].number if index is not None else None), found


def likely_header(info: SheetInfo) -> int | None:
    """The index of the first broad line of words alone, with a line below it."""
    width = max((len(list(filter(None, texts))) for _number, texts in info.outline.lines))
    for index, (_number, texts) in enumerate(info.outline.lines[:-1]):
        held = [text for text in texts if text]
        if len(held) * 3 >= width * 2 and not any(text[0].isdigit() for text in held):
            return index
    return None
