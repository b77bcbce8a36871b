"""Addresses of trainings. Codes, never numbers."""

from typing import Any

from django.urls import include, path

from core.bulk_edit.urls import bulk_urls
from core.import_pages.urls import import_urls
from training.bulk import TRAININGS
from training.import_pages import AttendancePages
from training.views import (
    attendance,
    attendance_imports,
    certificates,
    enrolment,
    exports,
    follow_ups,
    invitations,
    participants,
    parts,
    register,
    skills,
    trainings,
)

app_name = "training"
urlpatterns: list[Any] = [path("bulk/", include(bulk_urls(TRAININGS)))]

# attendance
urlpatterns += [
    path("attendance-import/", include(import_urls(AttendancePages()))),
    path(
        "attendance-import/<slug:code>/choose/",
        attendance_imports.attendance_import_choose,
        name="attendance_import_choose",
    ),
    path("<slug:code>/attendance/", attendance.attendance_list, name="attendance_list"),
    path("<slug:code>/attendance/sheet/", attendance.attendance_sheet, name="attendance_sheet"),
    path(
        "<slug:code>/attendance/photo/",
        attendance.attendance_sheet_photo,
        name="attendance_sheet_photo",
    ),
    path(
        "<slug:code>/attendance/photos/<slug:file_code>/",
        attendance.attendance_photo_file,
        name="attendance_photo_file",
    ),
    path(
        "<slug:code>/attendance/<slug:session_code>/",
        attendance.attendance_take,
        name="attendance_take",
    ),
    path(
        "<slug:code>/attendance/<slug:session_code>/sheet/",
        attendance.attendance_session_sheet,
        name="attendance_session_sheet",
    ),
    path(
        "<slug:code>/attendance/<slug:session_code>/photo/",
        attendance.attendance_photo,
        name="attendance_photo",
    ),
]

# sessions, trainers, files
urlpatterns += [
    path("<slug:code>/sessions/add/", parts.session_create, name="session_create"),
    path("<slug:code>/sessions/<slug:session>/edit/", parts.session_update, name="session_update"),
    path(
        "<slug:code>/sessions/<slug:session>/cancel/", parts.session_cancel, name="session_cancel"
    ),
    path("<slug:code>/trainers/add/", parts.trainer_create, name="trainer_create"),
    path("<slug:code>/trainers/<slug:trainer>/end/", parts.trainer_end, name="trainer_end"),
    path(
        "<slug:code>/files/add/<slug:kind>/",
        parts.training_file_create,
        name="training_file_create",
    ),
    path(
        "<slug:code>/files/<slug:file>/remove/",
        parts.training_file_remove,
        name="training_file_remove",
    ),
    path("<slug:code>/files/<slug:file>/<slug:size>/", parts.training_file, name="training_file"),
]
# certificates
urlpatterns += [
    path("<slug:code>/certificates/", certificates.certificate_list, name="certificate_list"),
    path(
        "<slug:code>/certificates/issue/", certificates.certificate_issue, name="certificate_issue"
    ),
    path(
        "<slug:code>/certificates/paper/",
        certificates.certificate_papers,
        name="certificate_papers",
    ),
    path(
        "<slug:code>/certificates/register/<slug:participant>/",
        certificates.certificate_register,
        name="certificate_register",
    ),
    path("certificates/", register.register_list, name="register_list"),
    path("certificates/export/", exports.register_export, name="register_export"),
    path("certificates/<slug:code>/", certificates.certificate_detail, name="certificate_detail"),
    path(
        "certificates/<slug:code>/paper/", certificates.certificate_paper, name="certificate_paper"
    ),
    path("certificates/<slug:code>/scan/", certificates.certificate_scan, name="certificate_scan"),
    path(
        "certificates/<slug:code>/attach/",
        certificates.certificate_attach,
        name="certificate_attach",
    ),
    path(
        "certificates/<slug:code>/revoke/",
        certificates.certificate_revoke,
        name="certificate_revoke",
    ),
    path(
        "certificates/<slug:code>/reissue/",
        certificates.certificate_reissue,
        name="certificate_reissue",
    ),
]

# skills
urlpatterns += [
    path("skills/", skills.skill_search, name="skill_search"),
    path("skills/people/<slug:code>/", skills.skill_list, name="skill_list"),
    path("skills/people/<slug:code>/add/", skills.skill_create, name="skill_create"),
    path("skills/people/<slug:code>/take/<slug:training>/", skills.skill_take, name="skill_take"),
    path("skills/people/<slug:code>/<slug:skill>/edit/", skills.skill_update, name="skill_update"),
    path("skills/people/<slug:code>/<slug:skill>/end/", skills.skill_end, name="skill_end"),
]

# follow-ups
urlpatterns += [
    path("follow-up/", follow_ups.followup_due, name="followup_due"),
    path("follow-up/export/", exports.followup_due_export, name="followup_due_export"),
    path("follow-up/<slug:code>/<int:months>/", follow_ups.followup_answer, name="followup_answer"),
    path("<slug:code>/follow-up/", follow_ups.followup_list, name="followup_list"),
    path("<slug:code>/follow-up/export/", exports.followup_export, name="followup_export"),
]

# trainings
urlpatterns += [
    path("", trainings.training_list, name="training_list"),
    path("add/", trainings.training_create, name="training_create"),
    path("export/", exports.training_export, name="training_export"),
    path("<slug:code>/", trainings.training_detail, name="training_detail"),
    path("<slug:code>/edit/", trainings.training_update, name="training_update"),
    path("<slug:code>/state/", trainings.training_state, name="training_state"),
    path("<slug:code>/history/", trainings.training_history, name="training_history"),
]

# participants
urlpatterns += [
    path("<slug:code>/participants/", participants.participant_list, name="participant_list"),
    path("<slug:code>/participants/export/", exports.participant_export, name="participant_export"),
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
