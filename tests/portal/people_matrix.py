"""What each person of an organisation is answered, and whoever is none: read by test_access_matrix.py.

Alice manages the organisation, Bob is a member, Dominique is invited to read its results; each has its work open.
Charlie and the passer-by, who has not signed in, hold its key in their sessions all the same. The other visitor has a
work of her own, without account.
"""

ACTORS = ("alice", "bob", "dominique", "charlie", "passer_by", "other_visitor")
STRANGERS = ("charlie", "passer_by", "other_visitor")
ALL, REFUSED = (200,) * 6, (422,) * 6
READS = (200, 200, 200, 404, 404, 200)  # the other visitor reads her own
CHANGES = (200, 200, 403, 404, 404, 200)
CHANGED = (302, 302, 403, 404, 404, 302)
MANAGES = (200, 403, 403, 404, 404, 200)
MANAGED = (302, 403, 403, 404, 404, 302)
AN_OBJECT = (200, 200, 403, 404, 404, 404)  # something of the work: hers alone
AN_OBJECT_CHANGED = (302, 302, 403, 404, 404, 404)
NO_ACCOUNT = (404, 404, 403, 404, 404, 404)  # no account is named
SIGN_IN = (302, 302)  # led to sign in
MEMBERS = (200, 200, 404, 404, *SIGN_IN)
MANAGERS = (200, 403, 404, 404, *SIGN_IN)
DONE_BY_MANAGERS = (302, 403, 404, 404, *SIGN_IN)
WHOEVER_SIGNED_IN = (200, 200, 200, 200, *SIGN_IN)
A_LINK_OF_ANOTHER = (404, 404, 404, 404, *SIGN_IN)  # the address is not hers

PEOPLE = {
    ("trajectories:start", "get"): ALL,
    ("trajectories:start", "post"): REFUSED,  # no file
    ("trajectories:typed_new", "get"): ALL,
    ("trajectories:typed_new", "post"): REFUSED,  # no line
    ("trajectories:typed_edit", "get"): AN_OBJECT,
    ("trajectories:typed_edit", "post"): (422, 422, 403, 404, 404, 404),
    ("trajectories:remove_typed", "get"): AN_OBJECT,
    ("trajectories:remove_typed", "post"): AN_OBJECT_CHANGED,
    ("trajectories:replace_file", "get"): AN_OBJECT,
    ("trajectories:replace_file", "post"): (422, 422, 403, 404, 404, 404),
    ("trajectories:remove_file", "post"): AN_OBJECT_CHANGED,
    ("trajectories:add_file", "post"): AN_OBJECT_CHANGED,
    ("trajectories:separate_file", "post"): AN_OBJECT_CHANGED,
    ("trajectories:return_to_file", "post"): AN_OBJECT_CHANGED,
    ("trajectories:dates", "get"): AN_OBJECT,
    ("trajectories:dates", "post"): (422, 422, 403, 404, 404, 404),
    ("trajectories:budget", "get"): CHANGES,
    ("trajectories:budget_new", "get"): ALL,
    ("trajectories:budget_new", "post"): REFUSED,  # no line
    ("trajectories:budget_edit", "get"): AN_OBJECT,
    ("trajectories:budget_edit", "post"): (422, 422, 403, 404, 404, 404),
    ("trajectories:remove_budget", "get"): AN_OBJECT,
    ("trajectories:remove_budget", "post"): AN_OBJECT_CHANGED,
    ("trajectories:alliances", "get"): CHANGES,
    ("trajectories:alliance_new", "get"): CHANGES,
    ("trajectories:alliance_new", "post"): (422, 422, 403, 404, 404, 422),  # no name
    ("trajectories:alliance", "get"): AN_OBJECT,
    ("trajectories:alliance", "post"): (422, 422, 403, 404, 404, 404),
    ("trajectories:remove_alliance", "get"): AN_OBJECT,
    ("trajectories:remove_alliance", "post"): AN_OBJECT_CHANGED,
    ("trajectories:ranged", "get"): CHANGES,
    ("trajectories:place_account", "get"): NO_ACCOUNT,
    ("trajectories:place_account", "post"): NO_ACCOUNT,
    ("trajectories:give_back", "post"): NO_ACCOUNT,
    ("trajectories:name_financeur", "get"): NO_ACCOUNT,
    ("trajectories:name_financeur", "post"): NO_ACCOUNT,
    ("trajectories:forget_financeur", "post"): NO_ACCOUNT,
    ("trajectories:report", "get"): CHANGES,
    ("trajectories:report", "post"): (422, 422, 403, 404, 404, 422),  # nothing chosen
    ("trajectories:report_followed", "get"): AN_OBJECT,
    ("trajectories:report_file", "get"): AN_OBJECT,
    ("trajectories:demonstration_report", "get"): ALL,
    ("trajectories:demonstration_report", "post"): REFUSED,  # nothing chosen
    ("trajectories:demonstration_report_followed", "get"): (404,) * 6,  # no work is a demonstration
    ("trajectories:demonstration_report_file", "get"): (404,) * 6,
    ("trajectories:activities", "get"): CHANGES,
    ("trajectories:activities", "post"): (422, 422, 403, 404, 404, 422),  # one name is missing
    ("trajectories:activity_results", "get"): READS,
    ("trajectories:remove_activity", "get"): AN_OBJECT,
    ("trajectories:remove_activity", "post"): AN_OBJECT_CHANGED,
    ("trajectories:activity_distribute", "get"): (200, 200, 403, 404, 404, 302),  # the other names hers first
    ("trajectories:activity_distribute", "post"): CHANGED,
    ("trajectories:activity_forget", "get"): CHANGES,
    ("trajectories:activity_forget", "post"): CHANGED,
    ("trajectories:activity_column", "get"): AN_OBJECT,
    ("trajectories:activity_column", "post"): (422, 422, 403, 404, 404, 404),
    ("trajectories:send_back", "get"): (200, 200, 403, 200, 200, 200),  # a guest changes nothing here
    ("trajectories:send_back", "post"): (422, 422, 403, 422, 422, 422),  # no file
    ("trajectories:questions", "get"): CHANGES,
    ("trajectories:questions", "post"): CHANGED,
    ("trajectories:reading", "get"): CHANGES,
    ("trajectories:cancel_reading", "post"): CHANGED,
    ("trajectories:results", "get"): READS,
    ("trajectories:print", "get"): READS,
    ("trajectories:figures", "get"): READS,
    ("trajectories:dispute", "post"): CHANGED,
    ("trajectories:scenarios", "get"): CHANGES,
    ("trajectories:scenario_new", "get"): CHANGES,
    ("trajectories:scenario_new", "post"): (422, 422, 403, 404, 404, 422),  # no name
    ("trajectories:scenario", "get"): AN_OBJECT,
    ("trajectories:scenario_describe", "get"): AN_OBJECT,
    ("trajectories:scenario_describe", "post"): (422, 422, 403, 404, 404, 404),
    ("trajectories:scenario_copy", "post"): AN_OBJECT_CHANGED,
    ("trajectories:scenario_remove", "get"): AN_OBJECT,
    ("trajectories:scenario_remove", "post"): AN_OBJECT_CHANGED,
    ("trajectories:scenario_cards", "get"): AN_OBJECT,
    ("trajectories:scenario_card", "get"): AN_OBJECT,
    ("trajectories:scenario_card", "post"): (422, 422, 403, 404, 404, 404),  # no answer
    ("trajectories:scenario_card_remove", "post"): AN_OBJECT_CHANGED,
    ("trajectories:scenario_card_new", "get"): AN_OBJECT,
    ("trajectories:scenario_card_new", "post"): (422, 422, 403, 404, 404, 404),
    ("trajectories:scenario_result", "get"): AN_OBJECT,
    ("trajectories:scenario_figures", "get"): AN_OBJECT,
    ("trajectories:scenario_compare", "get"): CHANGED,  # nothing chosen: back to one's own
    ("trajectories:scenario_board", "get"): CHANGED,
    ("trajectories:scenario_board_pdf", "get"): CHANGED,
    ("trajectories:resume", "get"): (404,) * 6,  # what is kept has no link
    ("trajectories:resume", "post"): (404,) * 6,
    ("trajectories:renew_link", "post"): (404, 403, 403, 404, 404, 302),
    ("trajectories:erase", "get"): MANAGES,
    ("trajectories:erase", "post"): MANAGED,
    ("trajectories:keep", "get"): (302, 403, 403, 404, *SIGN_IN),  # it is kept already
    ("trajectories:keep", "post"): (302, 403, 403, 404, *SIGN_IN),
    ("trajectories:close", "post"): (302,) * 6,
    ("trajectories:mine", "get"): WHOEVER_SIGNED_IN,
    ("trajectories:open_kept", "post"): (302, 302, 404, 404, *SIGN_IN),
    ("trajectories:shares", "get"): (200, 403, 403, 404, 404, 302),  # a work that is not kept is kept first
    ("trajectories:shares", "post"): (422, 403, 403, 404, 404, 302),
    # Who has no kept work open reads what telling is, and sends nothing.
    ("trajectories:tell", "get"): (200, 403, 403, 200, 200, 200),
    ("trajectories:tell", "post"): (302, 403, 403, 403, 403, 403),
    ("trajectories:tell_preview", "get"): (
        302,
        403,
        403,
        200,
        200,
        200,
    ),  # nothing is written: back to the form
    ("trajectories:tell_preview", "post"): (302, 403, 403, 403, 403, 403),
    ("trajectories:tell_take_back", "get"): (200, 403, 403, 200, 200, 200),
    ("trajectories:tell_take_back", "post"): (302, 403, 403, 403, 403, 403),
    ("trajectories:share", "get"): (200, 403, 403, 404, 404, 404),
    ("trajectories:revoke_share", "post"): (302, 403, 403, 404, 404, 404),
    ("trajectories:accept_share", "get"): ALL,  # whoever has the link sees what it grants
    ("trajectories:accept_share", "post"): A_LINK_OF_ANOTHER,
    ("trajectories:granted", "get"): (404, 404, 200, 404, *SIGN_IN),
    ("trajectories:granted", "post"): (404, 404, 302, 404, *SIGN_IN),
    ("trajectories:comment", "post"): (403, 403, 422, 404, 404, 403),  # a guest opens a thread, nobody else
    ("trajectories:reply", "post"): (422, 422, 422, 404, 404, 404),
    ("trajectories:settle", "post"): (302, 302, 302, 404, 404, 404),
    ("organisations:mine", "get"): WHOEVER_SIGNED_IN,
    ("organisations:new", "get"): WHOEVER_SIGNED_IN,
    ("organisations:new", "post"): (422, 422, 422, 422, *SIGN_IN),
    ("organisations:organisation", "get"): MEMBERS,
    ("organisations:edit", "get"): MEMBERS,
    ("organisations:edit", "post"): (422, 422, 404, 404, *SIGN_IN),
    ("organisations:delete", "get"): MANAGERS,
    ("organisations:delete", "post"): DONE_BY_MANAGERS,
    ("organisations:invite", "get"): MANAGERS,
    ("organisations:invite", "post"): (422, 403, 404, 404, *SIGN_IN),
    ("organisations:revoke_invitation", "post"): DONE_BY_MANAGERS,
    ("organisations:change_role", "post"): DONE_BY_MANAGERS,
    ("organisations:remove_member", "get"): MANAGERS,
    ("organisations:remove_member", "post"): DONE_BY_MANAGERS,
    ("organisations:leave", "get"): MEMBERS,
    ("organisations:leave", "post"): (302, 302, 404, 404, *SIGN_IN),
    ("organisations:invitation", "get"): ALL,  # whoever has the link sees what it is
    ("organisations:invitation", "post"): A_LINK_OF_ANOTHER,
    ("kit:plan", "get"): CHANGES,  # the share of the guest does not hold the plan: see kit/test_plan_pages.py
    ("kit:plan_print", "get"): CHANGES,
    ("kit:plan_ods", "get"): CHANGES,
    ("kit:plan_ics", "get"): CHANGES,
    ("kit:plan_add", "get"): CHANGES,
    ("kit:plan_add", "post"): (422, 422, 403, 404, 404, 422),  # nothing said
    ("kit:plan_action", "get"): AN_OBJECT,
    ("kit:plan_action", "post"): (422, 422, 403, 404, 404, 404),
    ("kit:plan_remove", "get"): AN_OBJECT,
    ("kit:plan_remove", "post"): AN_OBJECT_CHANGED,
}
SEEN_WITH_THE_LINK = {"trajectories:accept_share", "organisations:invitation"}
