"""Addresses of trainings. Codes, never numbers."""

from typing import Any

from django.urls import path

from training.views import enrolment, invitations, participants, trainings

app_name = "training"
urlpatterns: list[Any] = []

# trainings
urlpatterns += [
    path("", trainings.training_list, name="training_list"),
    path("<slug:code>/", trainings.training_detail, name="training_detail"),
]

# participants
urlpatterns += [
    path("<slug:code>/participants/", participants.participant_list, name="participant_list"),
    path("<slug:code>/participants/group/", enrolment.participant_group, name="participant_group"),
    path("<slug:code>/participants/add/", enrolment.participant_add, name="participant_add"),
    path("<slug:code>/participants/named/", enrolment.participant_named, name="participant_named"),
    path(
        "<slug:code>/participants/scores/",
        participants.participant_scores,
        name="participant_scores",
    ),
    path(
        "<slug:code>/participants/invite/",
        invitations.participant_invite,
        name="participant_invite",
    ),
    path(
        "<slug:code>/participants/<slug:participant_code>/",
        participants.participant_update,
        name="participant_update",
    ),
    path(
        "<slug:code>/participants/<slug:participant_code>/withdraw/",
        participants.participant_withdraw,
        name="participant_withdraw",
    ),
    path(
        "<slug:code>/participants/<slug:participant_code>/return/",
        participants.participant_return,
        name="participant_return",
    ),
    path(
        "<slug:code>/participants/<slug:participant_code>/join/",
        participants.participant_join,
        name="participant_join",
    ),
]
