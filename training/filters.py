"""What the list of trainings can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, Min, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import area_q
from core.filters import ListFilters
from core.lists import Sort
from institutions.models import Institution
from members.filters import areas_of, pick, searching, years_of
from regions.places import opened_places, place_words
from training.followup_page import BY_TRAINING, ON_PAPER, named
from training.models import Certificate, FollowUp, Organiser, Topic, Training
from training.models.certificates import CertificateQuerySet
from training.models.training_queries import TrainingQuerySet

# "Soon" is a fortnight, on the home page as in the list.
SOON_DAYS = 14
NOW, SOON, OVER = "now", "soon", "over"
YES, NO = "yes", "no"
# Of more trainings than can be looked through, only the chosen one stands in the select.
MOST_TRAININGS = 100


def at_time(trainings: TrainingQuerySet, when: str) -> TrainingQuerySet:
    """Those that run today, begin soon, or are over and not finished."""
    today = timezone.localdate()
    if when == NOW:
        return trainings.on(today)
    return trainings.begin_within(today, SOON_DAYS) if when == SOON else trainings.over_by(today)


class TrainingFilters(ListFilters):
    """Filters of the list of trainings."""

    sorts = {
        "date": Sort(_("Newest first"), ("-starts_on", "-id")),
        "old": Sort(_("Oldest first"), ("starts_on", "id")),
        "title": Sort(_("By name"), ("title", "id")),
        "new": Sort(_("Recorded last"), ("-id",)),
    }
    in_view = ("place", "topic", "state", "year")
    chip_words = {
        "place": place_words,
        "year": _("Year %(value)s"),
        "organiser": _("Organiser: %(value)s"),
    }

    q = searching(_("Search trainings"), _("Name, topic or place"))
    place = pick(_("Place"), method="by_place")
    topic = pick(_("Topic"), field_name="topic__key")
    state = pick(_("State"), Training.State.choices)
    when = pick(
        _("When"),
        [
            (NOW, _("running today")),
            (SOON, _("beginning within 14 days")),
            (OVER, _("over and not finished")),
        ],
        method="by_time",
    )
    year = pick(_("Year"), field_name="starts_on__year")
    organiser = pick(_("Organiser"), method="by_organiser")
    certifies = pick(
        _("Certificate"),
        [(YES, _("this office certifies it")), (NO, _("another office, or none"))],
        method="by_certificate",
    )

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        self.offer("place", opened_places(areas_of(user, act), data.get("place", "")))
        self.offer("topic", Topic.objects.values_list("key", "name"))
        self.offer("year", years_of(queryset, "starts_on"))
        self.offer("organiser", self._organisers(queryset))

    def _organisers(self, trainings: Any) -> Any:
        named = Organiser.objects.filter(training__in=trainings.order_by().values("pk"))
        offices = Institution.objects.filter(pk__in=named.values("institution"))
        return offices.values_list("code", "name")

    def search(self, trainings: TrainingQuerySet, name: str, text: str) -> TrainingQuerySet:
        return trainings.search(text)

    def by_place(self, trainings: TrainingQuerySet, name: str, code: str) -> TrainingQuerySet:
        """By the village; where none is known, by the office that records it."""
        elsewhere = Q(village=None) & area_q("office__region_id", code)
        return trainings.filter(area_q("village_id", code) | elsewhere)

    def by_time(self, trainings: TrainingQuerySet, name: str, when: str) -> TrainingQuerySet:
        return at_time(trainings, when)

    def by_organiser(self, trainings: TrainingQuerySet, name: str, code: str) -> TrainingQuerySet:
        named = Organiser.objects.filter(ended=False, institution__code=code)
        return trainings.filter(pk__in=named.values("training"))

    def by_certificate(self, trainings: TrainingQuerySet, name: str, answer: str) -> Any:
        return trainings.filter(certifies=answer == YES)


class DueFilters(ListFilters):
    """The list of who is to be asked again, by her name, her group or the training."""

    sorts = {"training": Sort(_("Latest training first"), BY_TRAINING.columns)}

    q = searching(_("Search who is to be asked"), _("Name, group or training"))

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(named(value))


class AnswerFilters(ListFilters):
    """The answers of a training, by her name, when she was asked, and what she said."""

    sorts = {"paper": Sort(_("In the order of the list"), ON_PAPER.columns)}
    in_view = ("months", "uses")

    q = searching(_("Search the answers"), _("Name"))
    months = pick(_("Asked"), [(str(n), label) for n, label in FollowUp.Stage.choices])
    uses = pick(_("Still uses it"), FollowUp.Uses.choices)

    def search(self, answers: Any, name: str, text: str) -> Any:
        hers = Q(participant__person__name__icontains=text)
        return answers.filter(hers | Q(participant__name__icontains=text))


class ParticipantFilters(ListFilters):
    """Who takes part in a training; the page shows all, and so does its file."""

    sorts = {"paper": Sort(_("In the order of the list"), ("number", "id"))}

    q = searching(_("Search"), _("Name"))

    def search(self, participants: Any, name: str, text: str) -> Any:
        hers = Q(person__name__icontains=text)
        return participants.filter(hers | Q(name__icontains=text))


class RegisterFilters(ListFilters):
    """The register of certificates, of each office by their numbers."""

    sorts = {
        "new": Sort(
            _("Last number first"), ("-office_id", "-register_year", "-register_seq", "-edition")
        ),
        "old": Sort(
            _("First number first"), ("office_id", "register_year", "register_seq", "edition")
        ),
    }
    in_view = ("year", "state", "training", "office")
    chip_words = {"year": _("Year %(value)s")}

    q = searching(_("Search certificates"), _("Number or name"))
    year = pick(_("Year"), field_name="register_year")
    state = pick(_("State"), Certificate.State.choices)
    training = pick(_("Training"), field_name="participant__training__code")
    office = pick(_("Issued by"), field_name="office__code")
    scan = pick(
        _("Signed certificate"),
        [("missing", _("scan missing")), ("there", _("scan there"))],
        method="by_scan",
    )

    def __init__(self, data: QueryDict, queryset: CertificateQuerySet) -> None:
        super().__init__(data, queryset)
        self.offer("year", _register_years(queryset))
        self.offer("training", _trainings_of(queryset, data.get("training", "")))
        offices = Institution.objects.filter(pk__in=queryset.order_by().values("office"))
        found = list(offices.values_list("code", "name"))
        self.offer("office", found if len(found) > 1 else [])

    def search(self, papers: CertificateQuerySet, name: str, text: str) -> CertificateQuerySet:
        said = text.strip()
        return papers.filter(Q(number__icontains=said) | Q(content__name__icontains=said))

    def by_scan(self, papers: CertificateQuerySet, name: str, whether: str) -> CertificateQuerySet:
        return papers.valid().filter(scan__isnull=whether == "missing")


def _register_years(papers: CertificateQuerySet) -> list[tuple[str, str]]:
    ends = papers.order_by().aggregate(first=Min("register_year"), last=Max("register_year"))
    if ends["first"] is None:
        return []
    return [(str(year), str(year)) for year in range(ends["last"], ends["first"] - 1, -1)]


def _trainings_of(papers: CertificateQuerySet, chosen: str) -> list[tuple[str, str]]:
    """The trainings of these certificates, the latest first."""
    certified = papers.order_by().values("participant__training")
    rows = Training.objects.filter(pk__in=certified).values_list("code", "title", "starts_on__year")
    found = list(rows[: MOST_TRAININGS + 1])
    if len(found) > MOST_TRAININGS:
        found = list(rows.filter(code=chosen))
    return [(code, f"{title} ({year})") for code, title, year in found]
