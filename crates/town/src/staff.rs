//! The people who work here: somebody for every role, at both hubs.

use crate::places::HUBS;

/// A synthetic worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// First name and surname.
    pub name: &'static str,
    /// An address at a domain that can never exist.
    pub email: String,
    /// The hub; nothing when the post is the whole council's.
    pub team: Option<&'static str>,
    /// Roles by their stable words, as `practice::staff::Role` reads them.
    pub roles: &'static [&'static str],
    /// The Social Work England number (invented), for social workers only.
    pub sw_id: Option<&'static str>,
}

type Post = (&'static str, Option<usize>, &'static [&'static str]);

const POSTS: [Post; 42] = [
    ("Marjorie Quill", None, &["administrator"]),
    ("Tobias Renn", None, &["information_governance"]),
    ("Helen Adeyinka-Frost", None, &["head_of_service"]),
    ("Priyanka Sethi", None, &["performance_officer"]),
    ("Eleri Voss", None, &["matching_desk"]),
    ("Gordon Lisle", None, &["board_member"]),
    ("Bronwen Pryce", None, &["reviewing_officer"]),
    ("Nathaniel Oduya", None, &["reviewing_officer"]),
    ("Ruth Calloway", None, &["social_worker"]),
    ("Imran Sadiq", None, &["social_worker"]),
    ("Katarzyna Wójcik", None, &["social_worker"]),
    ("Dominic Farrow", None, &["social_worker"]),
    ("Abena Mensah-Cole", None, &["social_worker"]),
    ("Lewis Tarrant", None, &["social_worker"]),
    ("Carys Beddoe", Some(0), &["hub_manager"]),
    ("Femi Akindele", Some(0), &["deputy"]),
    ("Josie Marlowe", Some(0), &["residential_key_worker"]),
    ("Callum Reddy", Some(0), &["residential_key_worker"]),
    ("Siobhán O'Hare", Some(0), &["outreach_key_worker"]),
    ("Marcus Whitlow", Some(0), &["outreach_key_worker", "portfolio_lead"]),
    ("Elif Demir", Some(0), &["portfolio_lead"]),
    ("Dr Anneke Visser", Some(0), &["life_coach"]),
    ("Poppy Langford", Some(0), &["communication_support"]),
    ("PC Rhys Mallory", Some(0), &["police_role"]),
    ("Yvonne Baptiste", Some(0), &["family_specialist"]),
    ("Owen Tattersfield", Some(0), &["education_specialist"]),
    ("Sunita Rawal", Some(0), &["housing_specialist"]),
    ("Kit Ferris", Some(0), &["relief_worker"]),
    ("Desmond Achterberg", Some(1), &["hub_manager"]),
    ("Laura Pickersgill", Some(1), &["deputy"]),
    ("Hamza Qureshi", Some(1), &["residential_key_worker"]),
    ("Beth Sallow", Some(1), &["residential_key_worker"]),
    ("Renée Dubois-Hart", Some(1), &["outreach_key_worker"]),
    ("Tom Okonjo", Some(1), &["outreach_key_worker", "portfolio_lead"]),
    ("Mairi Strachan", Some(1), &["portfolio_lead"]),
    ("Dr Joel Abramson", Some(1), &["life_coach"]),
    ("Wendy Thripp", Some(1), &["communication_support"]),
    ("PC Amrit Gill", Some(1), &["police_role"]),
    ("Colette Nwosu", Some(1), &["family_specialist"]),
    ("Peter Hask", Some(1), &["education_specialist"]),
    ("Moira Dunleavy", Some(1), &["housing_specialist"]),
    ("Ash Pemberton", Some(1), &["relief_worker"]),
];

const SW_IDS: [&str; 6] = ["SW990101", "SW990102", "SW990103", "SW990104", "SW990105", "SW990106"];

/// Everybody who works here, the council's own posts first.
pub fn staff() -> Vec<Worker> {
    let mut sw_ids = SW_IDS.iter().copied();
    POSTS
        .iter()
        .map(|(name, hub, roles)| Worker {
            name,
            email: email(name),
            team: hub.map(|hub| HUBS[hub].name),
            roles,
            sw_id: if roles.contains(&"social_worker") { sw_ids.next() } else { None },
        })
        .collect()
}

/// Names of a hub's key workers: residential ones, or outreach ones.
pub(crate) fn key_workers(hub: usize, residential: bool) -> Vec<&'static str> {
    let role = if residential { "residential_key_worker" } else { "outreach_key_worker" };
    POSTS
        .iter()
        .filter(|(_, at, roles)| *at == Some(hub) && roles.contains(&role))
        .map(|(name, ..)| *name)
        .collect()
}

/// Names and numbers of the social workers.
pub(crate) fn social_workers() -> [(&'static str, &'static str); 6] {
    let mut names = POSTS.iter().filter(|(_, _, roles)| roles.contains(&"social_worker"));
    SW_IDS.map(|id| (names.next().map_or("", |(name, ..)| *name), id))
}

/// "first.last@fellmoor.example": plain letters only, titles left out.
fn email(name: &str) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            'á' => Some('a'),
            'é' => Some('e'),
            'ó' => Some('o'),
            '\'' => None,
            other => Some(other),
        })
        .collect();
    let words: Vec<&str> = plain.split(' ').filter(|word| !matches!(*word, "dr" | "pc")).collect();
    format!("{}@fellmoor.example", words.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use practice::staff::Role;
    use std::collections::BTreeSet;

    #[test]
    fn every_role_of_the_service_has_a_worker_and_no_worker_another_role() {
        let held: BTreeSet<Role> =
            staff().iter().flat_map(|worker| worker.roles).map(|word| word.parse().unwrap()).collect();
        assert_eq!(held, Role::ALL.iter().copied().collect());
    }

    #[test]
    fn both_hubs_have_key_workers_of_both_kinds() {
        for hub in 0..HUBS.len() {
            assert_eq!(key_workers(hub, true).len(), 2);
            assert_eq!(key_workers(hub, false).len(), 2);
        }
    }

    #[test]
    fn addresses_are_plain_and_different() {
        let mut seen = BTreeSet::new();
        for worker in staff() {
            assert!(worker.email.is_ascii() && !worker.email.contains(' '), "{}", worker.email);
            assert!(seen.insert(worker.email));
        }
    }

    #[test]
    fn every_social_worker_has_a_number() {
        for worker in staff() {
            assert_eq!(worker.sw_id.is_some(), worker.roles.contains(&"social_worker"), "{}", worker.name);
        }
        assert!(social_workers().iter().all(|(name, _)| !name.is_empty()));
    }
}
