"""What lists are asked for, and which pages ask for no more than a reason or a press."""

# A few ask nothing but a reason in free words, right as it comes; others have only buttons.
ASK_A_REASON = (
    *("accounts:secretary_end", "aid:handover_cancel", "aid:booking_cancel"),
    *("aid:inspection_cancel", "aid:upkeep_cancel", "aid:use_cancel", "training:session_cancel"),
    *("training:participant_withdraw", "training:certificate_revoke"),
    "training:certificate_reissue",
    *("secretariat:harvest_cancel", "secretariat:livelihood_cancel"),
    "secretariat:opening_withdraw",
    *("secretariat:visit_cancel", "secretariat:visit_followup_cancel"),
    "secretariat:meeting_cancel",
    *("secretariat:service_note", "secretariat:service_family", "secretariat:referral_answer"),
    *("secretariat:service_close", "secretariat:service_reopen"),
)
ONLY_BUTTONS = (
    *("members:step_start", "members:step_check", "aid:handover_issue"),
    "core:receipt_undo",
    "secretariat:meeting_attendance",
    "secretariat:opening_publish",
)
# The filters of every list, and of what else is asked by its address.
SEARCHED = {
    "/people/": (
        "q after before sort count place group country state back missing office membership life"
    ),
    "/groups/": "q after before sort count place kind state ability missing",
    "/aid/": "q after before sort count place group state year",
    "/aid/decrees/": "q after before sort count year",
    "/aid/idle/": "after before",
    "/aid/proposals/add/": "group",
    "/aid/equipment/": "q after before sort count place group kind condition care state title",
    "/aid/handovers/": "q after before sort count place group state whose year scan",
    "/trainings/": "q after before sort count place topic state when year organiser certifies",
    "/trainings/certificates/": "q after before sort count year state training office scan",
    "/trainings/follow-up/": "q after before sort count",
    "/trainings/skills/": "q sort place",
    "/secretariat/visits/": "q after before sort count place group state left year officer",
    "/secretariat/visits/plan/": "q after before sort count quarter place since planned",
    "secretariat:meeting_list": "q after before sort count year",
    "training:followup_list": "q after before sort months uses",
    "/secretariat/harvests/": "q after before sort count place group commodity year season whose",
    "/secretariat/harvests/production/": "q sort place group commodity year season whose",
    "/secretariat/livelihood/to-ask/": "q after before sort count place group card",
    "/secretariat/abroad/": "q after before sort count place country back contact group",
    "/secretariat/openings/": "q after before sort count state kind",
    "secretariat:opening_fit_list": "q after before sort count",
    "/openings/": "place after before",
    "/secretariat/checks/": "q after before sort count place month",
    "secretariat:checkin_group": "year",
    "/secretariat/health/": "q after before sort count place visit reason",
    "/secretariat/services/": "q after before sort count state topic urgency place due group year",
    "/secretariat/services/totals/": "year",
    "/verify/": "code",
    "/people/duplicates/": "q sort count page place reason",
    "/receipts/": "q after before sort count act who when since until",
    "/regions/search/": "q level near",
    "/people/add/": "group",
    "/accounts/login/": "next",
    "/": "q page",
}
