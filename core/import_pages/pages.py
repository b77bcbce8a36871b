"""What an app declares of the pages of one kind of import: whose act they need, and their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import ngettext

from core.import_pages.upload import UploadForm
from core.imports.rows import ImportRow
from core.imports.spec import ImportSpec, Preview

if TYPE_CHECKING:
    from core.import_pages.sent import SentList

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Ask:
    """What the preview offers beside a refused row: a button, and the values that it posts."""

    label: str
    icon: str
    url: str
    values: dict[str, str]


class ImportPages:
    """The pages of one kind of import.

    `kind` is its spec's. `name` begins the names of the addresses ("members:import" makes
    "members:import_detail"). `list_name` is the address of what the lists fill, `empty_title` the
    name of the file to fill in. A list may be for a target that the form asks for, such as a
    group; where each row says where it goes there is none.
    """

    kind: ClassVar[str]
    act: ClassVar[str]
    name: ClassVar[str]
    form: ClassVar[type[UploadForm]] = UploadForm
    title: ClassVar[Text]
    list_name: ClassVar[str]
    list_label: ClassVar[Text]
    see_label: ClassVar[Text]
    columns_help: ClassVar[Text]
    empty_title: ClassVar[Text]

    def spec(self, user: Any, target: Any, *, lock: bool = False) -> ImportSpec:
        """The spec that reads a list for this target; `lock` where it is about to be written."""
        raise NotImplementedError

    def empty_list(self) -> bytes:
        """An XLSX to fill in."""
        raise NotImplementedError

    def find_target(self, user: Any, pk: int | None) -> Any:
        """What a list is for, while the user may still import into it. Raises Http404."""
        return None

    def query(self, target: Any) -> dict[str, str]:
        """How the addresses of the upload and of the list name the target."""
        return {}

    def row_name(self, row: ImportRow) -> str:
        """What the preview calls a row."""
        return str(row.values.get("name", ""))

    def row_detail(self, row: ImportRow) -> str:
        """What an accepted row says besides, in short."""
        return ""

    def asks(self, sent: SentList, preview: Preview, row: ImportRow) -> list[Ask]:
        """What may be asked for in place of a refused row."""
        return []

    def added(self, number: int) -> str:
        """How many rows were new, in the sentence of a saved list."""
        words = ngettext("%(n)s recorded", "%(n)s recorded", number)
        return words % {"n": number_format(number)}

    def address(self, step: str, *args: str) -> str:
        return reverse(f"{self.name}_{step}", args=args)

    def create_url(self, target: Any = None) -> str:
        return with_query(self.address("create"), self.query(target) if target else {})

    def template_url(self) -> str:
        return self.address("template")

    def list_url(self, target: Any = None) -> str:
        return with_query(reverse(self.list_name), self.query(target) if target else {})


def with_query(url: str, params: dict[str, str]) -> str:
    return f"{url}?{urlencode(params)}" if params else url
