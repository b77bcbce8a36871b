"""Who may do what: the one table. Rows are acts, columns are roles.

A letter under a role means that it may do the act within its own scope: a secretary in her
group, an officer or viewer in the region, an administrator everywhere. Nothing is deleted by
hand in any role, so that no act ``delete_…`` exists.
"""

from accounts.roles import Role

_COLUMNS = {
    "S": Role.SECRETARY,
    "O": Role.OFFICER,
    "V": Role.VIEWER,
    "A": Role.ADMINISTRATOR,
}

_TABLE = {
    # the register's pages
    "regions.view_region": "SOVA",
    "members.view_group": "SOVA",
    "members.view_person": "SOVA",
    "members.view_contact": "SO.A",  # phone, birth date, address below the village
    "members.view_sensitive": ".O..",  # return reason, scheme, agency, employer
    "members.view_history": "SO.A",
    # people
    "members.add_person": "SO.A",
    "members.change_person": "SO.A",
    "members.record_consent": "SO.A",
    "members.import_people": "SO.A",
    "members.reveal_nik": ".O.A",
    "members.export_people": "SOVA",  # NIK masked
    "members.export_groups": "SOVA",
    "members.export_abroad": ".OVA",  # rows of who works abroad, in a file
    "members.name_abroad": ".O.A",  # with her name
    "members.export_niks": ".O..",
    "members.join_group": "SO.A",
    "members.leave_group": "SO.A",
    "members.change_office": "SO.A",
    "members.move_person": ".O.A",
    "members.merge_people": ".O.A",  # compare records that may be one person, and make them one
    "members.request_transfer": "S...",
    "members.answer_transfer": ".O.A",
    "members.bulk_edit": ".O.A",  # rows of a list together; each field asks its own act besides
    # groups
    "members.add_group": ".O.A",
    "members.change_group": ".O.A",
    "members.change_group_contact": "SO.A",
    "members.dissolve_group": ".O.A",
    # accounts of secretaries, on their group's page
    "accounts.manage_secretary": ".O.A",
    "accounts.hand_over": ".O..",
    # equipment aid
    "aid.view_proposal": "SOVA",
    "aid.add_proposal": "SO.A",
    "aid.change_proposal": "SO.A",
    "aid.verify_proposal": ".O..",
    "aid.reject_proposal": ".O..",
    "aid.view_aiddecree": ".OVA",
    "aid.add_aiddecree": ".O..",
    "aid.change_aiddecree": ".O..",
    "aid.export_aiddecree": ".OVA",
    "aid.open_aiddecree": ".O.A",  # its scan, its change log
    "aid.view_handover": "SOVA",
    "aid.add_handover": ".O..",
    "aid.change_handover": ".O..",
    "aid.issue_handover": ".O..",
    "aid.cancel_handover": ".O..",
    "aid.view_equipment": "SOVA",
    "aid.add_equipment": ".O.A",
    "aid.change_equipment": ".O.A",
    "aid.import_equipment": ".O.A",
    "aid.change_custody": "SO.A",
    "aid.end_equipment": ".O..",
    "aid.view_booking": "SOVA",
    "aid.add_booking": "SO.A",
    "aid.change_booking": "SO.A",
    "aid.view_uselog": "SOVA",
    "aid.add_uselog": "SO.A",
    "aid.change_uselog": "SO.A",
    "aid.view_idleanswer": "SOVA",
    "aid.add_idleanswer": "SO.A",
    "aid.settle_idleanswer": ".O.A",
    "aid.move_equipment": ".O.A",
    "aid.report_condition": "SO.A",
    "aid.add_inspection": "SO.A",
    "aid.change_inspection": "SO.A",
    "aid.add_upkeep": "SO.A",
    "aid.change_upkeep": "SO.A",
    "aid.report_fault": "SO.A",
    "aid.handle_fault": "SO.A",
    "aid.bulk_edit": ".O.A",
    "aid.export_aid": "SOVA",
    "aid.export_audit_pack": ".O..",  # a year's papers with their scans
    # training
    "training.view_training": "SOVA",  # a secretary: where people of hers take part
    "training.add_training": ".O..",
    "training.change_training": ".O..",
    "training.view_trainingfile": "SO.A",  # a secretary: what was handed out
    "training.view_participant": "SOVA",
    "training.add_participant": ".O..",
    "training.change_participant": ".O..",
    "training.record_attendance": "SO..",  # a secretary: where the list is handed to her
    "training.import_attendance": ".O..",
    "training.view_certificate": "SOVA",
    "training.issue_certificate": ".O..",
    "training.revoke_certificate": ".O..",
    "training.view_followup": "SOVA",
    "training.answer_followup": "SO..",
    "training.view_income": ".O..",  # what she earns more since
    "training.view_skill": "SOVA",
    "training.change_skill": "SO.A",
    "training.bulk_edit": ".O..",
    "training.export_training": "SOVA",
    "training.view_history": ".O.A",  # it names every participant
    # production and livelihood
    "secretariat.view_harvest": "SOVA",  # whose it is: who may change it
    "secretariat.add_harvest": "SO..",
    "secretariat.change_harvest": "SO..",
    "secretariat.export_harvest": "SOVA",
    "secretariat.take_livelihood": ".O..",
    "secretariat.view_livelihood": ".O..",
    "secretariat.view_livelihoodsum": "SOVA",  # over ten answers or more
    # secretariat: still abroad, needs, openings
    "secretariat.view_abroad": "SO.A",
    "secretariat.record_contact": "SO.A",
    "secretariat.record_return": "SO.A",
    "secretariat.export_abroad": ".O..",  # by name; otherwise the list is for the screen
    "secretariat.view_need": "SO.A",
    "secretariat.add_need": "SO.A",
    "secretariat.view_opening": "SOVA",  # a secretary: what is published
    "secretariat.add_opening": ".O..",
    "secretariat.publish_opening": ".O..",
    "secretariat.withdraw_opening": ".O..",
    "secretariat.export_opening": ".OVA",
    # coaching visits and minutes of meetings
    "secretariat.view_visit": "SOVA",
    "secretariat.view_finding": "SO.A",  # what a visit found, its photos, what is to be done
    "secretariat.plan_visit": ".O..",
    "secretariat.change_visit": ".O..",
    "secretariat.export_visit": ".OVA",
    "secretariat.finish_followup": "SO..",  # a secretary: what her group has to do
    "secretariat.view_meeting": "SO.A",
    "secretariat.add_meeting": "SO..",
    "secretariat.change_meeting": "SO..",
    # monthly check and the health of groups
    "secretariat.view_checkin": "SOVA",
    "secretariat.view_checkinnote": "SO.A",  # a group's problem in its own words
    "secretariat.answer_checkin": "S...",
    "secretariat.settle_checkin": ".O..",
    "secretariat.export_checkin": ".O..",
    "secretariat.view_health": "SO.A",
    "secretariat.export_health": ".O..",
    # secretariat: the service desk; what is sealed only who is named on it opens, whatever her act
    "secretariat.view_service": "SO.A",
    "secretariat.add_service": "SO..",
    "secretariat.change_service": "SO..",
    "secretariat.seal_service": "SO..",
    "secretariat.name_successor": ".O..",  # the head of the office alone
    "secretariat.import_service": "SO..",
    "secretariat.export_service": "SO..",
    "secretariat.view_desktotal": ".OVA",
    "secretariat.view_servicetopic": ".O.A",
    "secretariat.add_servicetopic": "...A",
    "secretariat.change_servicetopic": "...A",
    "secretariat.view_servicenote": ".O.A",
    "secretariat.view_referral": ".O.A",
    # receipts: what was done, and taken back within thirty days
    "core.view_receipt": "SO.A",
    "core.undo_receipt": "SO.A",  # a secretary: her own acts
    # the admin site, which shows rows whole; what its pages show in parts is above
    "core.use_admin": ".O.A",
    "members.view_membership": ".O.A",
    "members.add_membership": ".O.A",
    "members.change_membership": ".O.A",
    "members.view_officeterm": ".O.A",
    "members.add_officeterm": ".O.A",
    "members.change_officeterm": ".O.A",
    "members.view_placement": ".O.A",
    "members.add_placement": ".O.A",
    "members.change_placement": ".O.A",
    "members.view_relative": ".O.A",
    "members.add_relative": ".O.A",
    "members.change_relative": ".O.A",
    "members.view_consent": ".O.A",
    "members.view_decree": ".O.A",
    "members.add_decree": ".O.A",
    "members.change_decree": ".O.A",
    "members.view_groupclass": ".O.A",
    "members.add_groupclass": ".O.A",
    "members.change_groupclass": ".O.A",
    "members.view_transferrequest": ".O.A",
    # reference lists and accounts, in the admin site
    "core.import_reference": ".O.A",  # each list asks its own act besides
    "core.view_synonym": ".O.A",
    "core.add_synonym": ".O.A",
    "core.change_synonym": ".O.A",
    "core.view_reveal": ".O.A",
    "core.view_exportlog": ".O.A",
    "members.view_occupation": ".O.A",
    "members.add_occupation": ".O.A",
    "members.change_occupation": ".O.A",
    "aid.view_goodskind": ".O.A",
    "aid.add_goodskind": "...A",
    "aid.change_goodskind": "...A",
    "training.view_topic": ".O.A",
    "training.add_topic": ".O.A",
    "training.change_topic": ".O.A",
    "training.view_session": ".O.A",
    "training.view_attendance": ".O.A",
    "training.view_organiser": ".O.A",
    "training.view_trainer": ".O.A",
    "secretariat.view_contact": ".O.A",
    "secretariat.view_visitofficer": ".O.A",
    "secretariat.view_visitfollowup": ".O.A",
    "secretariat.view_meetingattendance": ".O.A",
    "aid.view_season": ".O.A",
    "aid.add_season": ".O.A",
    "aid.change_season": ".O.A",
    "secretariat.view_commodity": ".O.A",
    "secretariat.add_commodity": ".O.A",
    "secretariat.change_commodity": ".O.A",
    "aid.view_proposalline": ".O.A",
    "aid.view_verification": ".O.A",
    "aid.view_handoverline": ".O.A",
    "aid.view_witness": ".O.A",
    "aid.view_custody": ".O.A",
    "aid.view_equipmentmove": ".O.A",
    "aid.view_inspection": ".O.A",
    "aid.view_upkeep": ".O.A",
    "aid.view_faultreport": ".O.A",
    "institutions.view_programme": ".O.A",
    "institutions.add_programme": ".O.A",
    "institutions.change_programme": ".O.A",
    "institutions.view_series": ".O.A",
    "institutions.add_series": "...A",
    "institutions.change_series": "...A",
    "institutions.view_institution": ".O.A",
    "institutions.add_institution": "...A",
    "institutions.change_institution": "...A",
    "accounts.view_user": "...A",
    "accounts.add_user": "...A",
    "accounts.change_user": "...A",
    "accounts.view_assignment": "...A",
    "accounts.add_assignment": "...A",
    "accounts.change_assignment": "...A",
}

ACTS: dict[str, frozenset[str]] = {
    act: frozenset(_COLUMNS[letter].value for letter in letters if letter != ".")
    for act, letters in _TABLE.items()
}
