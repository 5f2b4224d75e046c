//! What the kinds of entries of a story are called, where one of them is chosen.

use practice::journal::CATALOGUE;
use practice::words::{KEY_WORKER, RESPONSIBLE_TEAM, SOCIAL_WORKER, Word};
use work::Words;

/// Kinds that are called by a word of the council's own.
const OWN: [(&str, Word); 3] = [
    ("hubs.responsible_team_named", RESPONSIBLE_TEAM),
    ("key_working.key_worker_named", KEY_WORKER),
    ("key_working.social_worker_named", SOCIAL_WORKER),
];

/// Kinds of entries, each with its name.
const NAMED: &[(&str, &str)] = &[
    ("people.known", "Coming to know them"),
    ("people.name_recorded", "Names"),
    ("people.birth_recorded", "Birth date"),
    ("people.number_recorded", "Numbers"),
    ("people.detail_recorded", "About them"),
    ("people.safe_contact_recorded", "Getting in touch safely"),
    ("people.contact_point_recorded", "Ways to reach them"),
    ("people.contact_point_ended", "Ways to reach them that ended"),
    ("people.family_member_recorded", "Family and network"),
    ("people.alert_raised", "Alerts"),
    ("people.alert_ended", "Alerts that ended"),
    ("people.health_recorded", "Health"),
    ("people.photo_recorded", "Photos"),
    ("people.photo_removed", "Photos taken out"),
    ("people.died", "Their death"),
    ("people.death_undone", "A death recorded by mistake"),
    ("people.adopted", "Adoption"),
    ("people.adoption_workers_named", "Who may know of an adoption"),
    ("people.adoption_undone", "An adoption recorded by mistake"),
    ("people.restricted", "Restrictions"),
    ("people.restriction_lifted", "Restrictions lifted"),
    ("people.restriction_reviewed", "Restrictions looked at again"),
    ("people.glass_broken", "Emergency openings"),
    ("people.glass_reviewed", "Emergency openings looked at"),
    ("people.safety_page_opened", "Openings of the safety page"),
    ("people.import_conflict", "Where the council’s file says otherwise"),
    ("people.import_conflict_decided", "Decisions on what the council’s file says"),
    ("people.row_vanished", "Rows missing from a later file"),
    ("people.row_returned", "Rows in a file again"),
    ("homes.day_noted", "Daily notes"),
    ("hubs.shift_line_written", "What shifts handed over"),
    ("safety.incident_recorded", "Incidents"),
    ("safety.incident_added_to", "What was added to incidents"),
    ("key_working.contact_logged", "Visits and calls"),
    ("key_working.contact_planned", "Planned visits and calls"),
    ("key_working.plan_called_off", "Plans called off"),
    ("key_working.plan_logged", "Plans that were logged"),
    ("key_working.rhythm_agreed", "How often to meet"),
    ("key_working.task_put_off", "What was put off"),
    ("key_working.goodbye_told", "Goodbyes"),
    ("key_working.handover_written", "Handovers"),
    ("key_working.key_working_ended", "The end of key working"),
    ("key_working.cover_named", "Cover"),
    ("key_working.cover_ended", "Cover that ended"),
    ("key_working.social_worker_spell", "Times with one social worker"),
    ("key_working.cohort_recorded", "Where they stand with care"),
    ("specialists.pulled_in", "Workers pulled in"),
    ("specialists.stepped_out", "Workers who stepped out"),
    ("homes.care_period", "Legal status and homes"),
    ("homes.sleeping_recorded", "Where they are staying"),
    ("homes.arrival_expected", "Expected arrivals"),
    ("safety.missing_recorded", "Times missing or away"),
    ("plans.review_held", "Reviews"),
    ("plans.permanence_before", "Permanent homes before"),
    ("outcomes.year_in_care", "Yearly health and wellbeing"),
    ("outcomes.after_care", "How they were doing after care"),
    ("outcomes.unaccompanied", "Seeking asylum alone"),
    ("story.note_written", "Notes"),
    ("story.file_added", "Files"),
    ("story.file_removed", "Files taken out"),
    ("story.disagreement", "Seen differently"),
    ("story.reclassified", "Entries moved"),
    ("story.erased", "Entries erased"),
];

/// What a kind is called; absent where no event is of this kind. A kind about the service has what
/// the catalogue says of it.
pub(super) fn kind(words: &Words, kind: &str) -> Option<String> {
    let entry = CATALOGUE.iter().find(|entry| entry.kind == kind)?;
    if let Some((_, own)) = OWN.iter().find(|(one, _)| *one == kind) {
        return Some(words.say(*own).to_owned());
    }
    let name = NAMED.iter().find(|(one, _)| *one == kind).map(|(_, name)| *name);
    Some(name.unwrap_or(entry.says.trim_end_matches('.')).to_owned())
}

/// How kinds begin that are about no young person. Of an import, what it brings about each has words.
#[cfg(test)]
pub(super) const ABOUT_THE_SERVICE: &[&str] = &[
    "staff.",
    "hubs.on_call_",
    "hubs.shift_note_",
    "hubs.went_out_alone",
    "hubs.out_longer",
    "hubs.looked_for",
    "hubs.back_safe",
    "people.import_carried_out",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_about_a_young_person_has_a_name_that_no_other_kind_has() {
        let words = Words::default();
        let is_of_desks = |kind: &str| ["notices.", "people.match_"].iter().any(|of| kind.starts_with(of));
        let is_of_the_service =
            |kind: &str| ABOUT_THE_SERVICE.iter().any(|beginning| kind.starts_with(beginning));
        let kinds =
            CATALOGUE.iter().filter(|entry| !is_of_desks(entry.kind) && !is_of_the_service(entry.kind));
        let mut names = BTreeSet::new();
        for entry in kinds {
            let name = kind(&words, entry.kind).unwrap();
            assert!(!entry.says.starts_with(&name), "{} has no name", entry.kind);
            assert!(names.insert(name), "{} is called as another is", entry.kind);
        }
    }

    #[test]
    fn what_is_no_kind_has_no_name() {
        for nothing in ["", "story", "story.note_writte", "<b>"] {
            assert_eq!(kind(&Words::default(), nothing), None, "{nothing}");
        }
    }
}
