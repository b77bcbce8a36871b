"""Two places with the same rows in each: what belongs to one must not be seen from the other."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

from accounts.invitations import make_link
from accounts.models import Assignment, User
from accounts.roles import Role
from core.imports.engine import read_file, review
from core.imports.parked import park
from core.models import BulkEdit, CodedRow, Draft, Import, Receipt, StoredFile
from core.storage import keep_photo, keep_scan
from members.forms.steps import PersonDraft
from members.imports.roster import Roster
from members.models import (
    Consent,
    Decree,
    Group,
    GroupClass,
    NotSamePerson,
    Person,
    Placement,
    Relative,
    TransferRequest,
)
from tests.acts import acting, receipt_of
from tests.cast import Cast
from tests.contracts.aid_places import AidPlace, aid_place
from tests.contracts.bulk_places import edits
from tests.contracts.reference_places import parked_topics
from tests.contracts.secretariat_places import SecretariatPlace, secretariat_place
from tests.contracts.training_places import TrainingPlace, training_place
from tests.factories import (
    AssignmentFactory,
    ConsentFactory,
    DecreeFactory,
    GroupClassFactory,
    GroupFactory,
    InstitutionFactory,
    MemberFactory,
    NotSamePersonFactory,
    PersonFactory,
    PlacementFactory,
    ProgrammeFactory,
    RelativeFactory,
    TransferRequestFactory,
    make_nik,
)

# A list of two rows; the second is refused.
LIST = b"Nama;NIK\nSuparmi;\nSumarni;123\n"


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its group with papers and photo, a member with all that hangs on her.

    ``secretary`` is the role of an account that waits behind the link ``token``.
    ``elsewhere`` is the NIK of somebody of the other place.
    """

    name: str
    owner: User
    group: Group
    second_group: Group
    person: Person
    without_group: Person
    placement: Placement
    relative: Relative
    consent: Consent
    decree: Decree
    ability: GroupClass
    transfer: TransferRequest
    elsewhere: str
    parked: Import
    secretary: Assignment
    token: str
    not_same: NotSamePerson
    colleague: User
    draft: Draft
    receipt: Receipt
    aid: AidPlace
    learning: TrainingPlace
    desk: SecretariatPlace
    bulk_rows: dict[str, CodedRow]
    edits: dict[str, BulkEdit]
    reference: Import


def photo(colour: str = "olive") -> bytes:
    data = BytesIO()
    Image.new("RGB", (64, 64), colour).save(data, "PNG")
    return data.getvalue()


def places(cast: Cast) -> tuple[Place, Place]:
    """The cast's own place and the strangers'."""
    niks = (make_nik(901), make_nik(902))
    return (
        _place("own", cast.officer, cast.group, cast.person, niks),
        _place("other", cast.other_officer, cast.other_group, cast.other_person, niks[::-1]),
    )


def bulk_rows(
    person: Person, group: Group, aid: AidPlace, learning: TrainingPlace
) -> dict[str, CodedRow]:
    """A row of each list whose rows are changed together."""
    aid.proposal.programme = ProgrammeFactory()
    aid.proposal.save(update_fields=["programme"])
    return {
        "members.person": person,
        "members.group": group,
        "aid.equipment": aid.equipment,
        "aid.proposal": aid.proposal,
        "training.training": learning.training,
    }


def _prepare(owner: User, group: Group, person: Person, nik: str) -> None:
    _give_office(owner)
    _give_photo(keep_photo(photo()), group, person)
    _give_nik(person, nik)


def _place(name: str, owner: User, group: Group, person: Person, niks: tuple[str, str]) -> Place:
    _prepare(owner, group, person, niks[0])
    second_group = GroupFactory(village=group.village)
    asked_for = MemberFactory(group=second_group)
    secretary = AssignmentFactory(role=Role.SECRETARY, group=group)
    return Place(
        name=name,
        owner=owner,
        group=group,
        second_group=second_group,
        person=person,
        without_group=PersonFactory(village=group.village, group=group),
        placement=PlacementFactory(person=person),
        relative=RelativeFactory(person=person),
        consent=_consent(person),
        decree=DecreeFactory(group=group, scan=keep_scan(photo("teal"))),
        ability=GroupClassFactory(group=group, year=2020),
        transfer=TransferRequestFactory(person=asked_for, to_group=group, asked_by=owner),
        elsewhere=niks[1],
        parked=_parked(owner, group),
        secretary=secretary,
        colleague=_colleague(owner),
        not_same=NotSamePersonFactory(first=person, second=asked_for),
        token=make_link(actor=owner, user=secretary.user),
        draft=_draft(owner, group),
        receipt=_receipt(owner, person),
        reference=parked_topics(owner),
        **_of_other_apps(owner, group, person),
    )


def _of_other_apps(owner: User, group: Group, person: Person) -> dict[str, Any]:
    aid = aid_place(owner, group, person, photo("brown"))
    learning = training_place(owner, group, person, photo("navy"))
    rows = bulk_rows(person, group, aid, learning)
    return {
        "aid": aid,
        "learning": learning,
        "desk": secretariat_place(owner, group, person),
        "bulk_rows": rows,
        "edits": edits(owner, rows),
    }


def _consent(person: Person) -> Consent:
    """What she agreed to; of one purpose one answer stands, and the demonstration's have theirs."""
    standing = person.consents.filter(ended_on__isnull=True).order_by("-is_given").first()
    return standing or ConsentFactory(person=person)


def _give_office(owner: User) -> None:
    """She works at an office of her region, in whose name the place's papers are written."""
    owner.institution = InstitutionFactory(region=owner.assignments.get().region)
    owner.save(update_fields=["institution"])


def _colleague(owner: User) -> User:
    """Another officer of the owner's office."""
    region = owner.assignments.get().region
    return AssignmentFactory(region=region, user__institution=owner.institution).user


def _parked(owner: User, group: Group) -> Import:
    """The list, waiting for its owner's confirmation."""
    spec = Roster(user=owner, group=group)
    preview = read_file(spec, LIST, "daftar.csv")
    review(spec, preview)
    return park(
        owner=owner,
        kind=spec.kind,
        target_id=group.pk,
        filename="daftar.csv",
        data=LIST,
        preview=preview,
    )


def _receipt(owner: User, person: Person) -> Receipt:
    """The owner wrote down how a member is called."""
    with acting(owner) as code:
        Person.objects.filter(pk=person.pk).update(nickname="Mbak Mar")
    return receipt_of(code)


def _draft(owner: User, group: Group) -> Draft:
    """Somebody whom the owner adds step by step, ready to be saved."""
    draft = PersonDraft.begin(owner, "full")
    draft.content["answers"] |= {"name": ["Suparmi"], "sex": ["F"], "group": [group.code]}
    draft.go_to("check")
    return draft.row


def _give_nik(person: Person, nik: str) -> None:
    person.set_nik(nik)
    person.save(update_fields=["nik_hash", "nik_cipher"])


def _give_photo(picture: StoredFile, *rows: Group | Person) -> None:
    for row in rows:
        row.photo = picture
        row.save(update_fields=["photo"])
