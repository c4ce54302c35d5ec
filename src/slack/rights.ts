/**
 * Who may do what, on one page, closed by default: a listener or a word that stands nowhere here, or asks for another right
 * than its own, lets nothing start (listening.ts). What a right means is decided in permissions.ts; that each lets in and
 * refuses as it says is tried with every kind of person, listener by listener (test/journeys/matrix.test.ts).
 */

/** What is listened to, as `kind id`; and the words after the command. */
const allowed = {
  /** It tells nobody anything about a team, and changes nothing. */
  anybody: [
    "command /bearings",
    "word help",
    "word about",
    "button what_is_this",
    // Names of time zones.
    "options setup_zone",
    "options digest_zone",
  ],
  /** Their own data, and nobody else's: guests and people who have left their team included. */
  "whoever it is about": [
    "word privacy",
    "word mydata",
    "button my_data",
    "button my_data_back",
    "button ask_to_delete_mine",
    "button ask_for_my_file",
    "submission delete_mine",
    "submission send_my_file",
    "button i_am_back",
  ],
  /** People of this workspace itself: no guests, nobody of another workspace, no apps, nobody whose account is closed. */
  "full member": [
    "word setup",
    "word checkin",
    "word close",
    "word trends",
    "word metric",
    "word try",
    "word away",
    "button away",
    "submission away",
    "shortcut give_reading",
    "shortcut keep_reflection",
    "button share_look_up",
    "button find_measure",
    "options find_measure",
    "button why_these_trends",
  ],
  "full member; its leaders, where there is a team": [
    "button set_up_team",
    "button setup_channel",
    "submission setup",
  ],
  /** The list that was frozen when the round opened, while it is open. */
  "on the round's list": [
    "button give_reading",
    "button not_this_week",
    "submission check_in",
    "submission ask_for_quote",
  ],
  /** Whoever wrote a message that somebody would like to keep. */
  "wrote it": ["button quote_yes", "button quote_no"],
  /** Full members who answer in the team, or lead it. */
  "of the team": [
    "button note_number",
    "submission note_number",
    "button take_back_note",
    "button try_start",
    "submission try",
    "button try_learned",
    "submission try_learned",
    "button try_still_going",
    "submission try_still_going",
    "button try_dropped",
    "button learning_log",
    "submission learning_log",
  ],
  "of the round's team": [
    "button talked_about",
    "button try_something",
    "button why_these_words",
    "button all_noticed",
    "button who_said_which",
  ],
  "leads the team": [
    "button pause_team",
    "submission pause_team",
    "button resume_team",
    "submission resume_team",
    "button move_team",
    "submission move_team",
    "button delete_team",
    "submission delete_team",
    "submission delete_team_for_good",
    "button open_measures",
    "button measures_category",
    "button measure_act",
    "button measure_bring_back",
    "button measure_add",
    "button framework_send",
    "button framework_bring_in",
    "button measures_back",
    "submission measure",
    "submission framework_bring_in",
    "button open_now",
    "button change_focus_shares",
    "submission focus_shares",
    "button focus_pool",
    "button focus_leave_pool",
  ],
  "full member in the channel of a team without leaders": ["button take_over"],
  "leads the round's team": ["button ask_to_close", "submission close_round"],
  "leads a team": [
    "word focus",
    "word digest",
    "word measures",
    "word export",
    "submission export",
    "button report_focus",
    "submission focus",
    "button focus_weeks",
    "button focus_weeks_4",
    "button focus_weeks_12",
    "button focus_weeks_26",
    "button digest_preview",
    "button digest_when",
    "submission digest_when",
    "button why_this_digest",
  ],
  /** Slack itself tells us; nobody asked, so nobody may or may not. */
  slack: [
    "event app_home_opened",
    "event app_uninstalled",
    "event member_joined_channel",
    "event member_left_channel",
    "event user_change",
    "event channel_left",
    "event group_left",
    "event channel_archive",
    "event group_archive",
    "event channel_deleted",
    "event group_deleted",
    "event channel_shared",
    "event channel_unshared",
    "event channel_id_changed",
    "event tokens_revoked",
  ],
} as const;

export type Right = keyof typeof allowed;

const rights: ReadonlyMap<string, string> = new Map(
  Object.entries(allowed).flatMap(([right, whats]) => whats.map((what) => [what, right] as const)),
);

/** Throws unless this is what the page above lets people do with this right: a listener that was forgotten never listens. */
export function mustBeAllowed(what: string, right: Right): void {
  const row = rights.get(what);
  if (row !== right)
    throw new Error(
      row === undefined
        ? `Nothing in src/slack/rights.ts says who may set off "${what}".`
        : `src/slack/rights.ts lets "${what}" be set off by "${row}", and it asks for "${right}".`,
    );
}
