//! The adoption of a young person: the old record is closed off, a new one
//! begins elsewhere, and who may know how the two hang together is named.

use super::vault::VaultRef;
use crate::Refusal;
use crate::dates::Happened;
use crate::ids::PostId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The longest words about an adoption, in letters.
const LONGEST: usize = 4_000;

/// `people.adopted`: seals this record; a new one begins elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// The link to the new record, readable for named workers only.
    pub link: Option<VaultRef>,
}

/// `people.adoption_workers_named`: who may know how the old record and the new
/// one hang together. Who is named later takes the place of those before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdoptionWorkersNamed {
    /// Who.
    pub posts: Vec<PostId>,
    /// The reference of the order, and what those named have to know.
    pub reason: String,
}

/// `people.adoption_undone`: it was written down by mistake; the record opens again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdoptionUndone {
    /// What the mistake was.
    pub reason: String,
}

/// An adoption that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adoption {
    /// The link to the new record, in the vault.
    pub link: Option<VaultRef>,
    /// When the order was made.
    pub made: Happened,
    /// Who may know of it.
    pub posts: Vec<PostId>,
    /// The reference of the order, and what those named have to know.
    pub reason: String,
}

impl Adoption {
    /// An adoption that nobody may know of yet.
    pub(super) fn of(adopted: &Adopted, made: Happened) -> Self {
        Self { link: adopted.link.clone(), made, posts: Vec::new(), reason: String::new() }
    }
}

/// An adoption as a form has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdoptionForm {
    /// The day of the adoption order.
    pub made: Option<Date>,
    /// Who may know.
    pub posts: Vec<PostId>,
    /// The reference of the order, and what those named have to know.
    pub reason: String,
}

/// Whether a record may be closed off after an adoption: the order was made,
/// on a day of the child's life, and somebody who works here may know.
pub fn adoption_named(
    form: &AdoptionForm,
    born: Option<Date>,
    today: Date,
    works_here: impl Fn(PostId) -> bool,
) -> Result<(Date, AdoptionWorkersNamed), Vec<Refusal>> {
    let mut refusals = Vec::new();
    match form.made {
        None => refusals.push(Refusal::of("made", "Enter the day of the adoption order.")),
        Some(made) if made > today => {
            refusals.push(Refusal::of("made", "The order must have been made: today or earlier."));
        }
        Some(made) if born.is_some_and(|born| made < born) => {
            refusals.push(Refusal::of("made", "The order cannot be older than the young person."));
        }
        Some(_) => {}
    }
    let reason = match adoption_reason("reason", &form.reason, "Give the reference of the order, or say why.")
    {
        Ok(reason) => reason,
        Err(refusal) => {
            refusals.push(refusal);
            String::new()
        }
    };
    let posts: Vec<PostId> = form.posts.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    if posts.is_empty() {
        let sentence =
            "Name at least one worker who may know. Without one nobody could ever follow or undo it.";
        refusals.push(Refusal::of("posts", sentence));
    } else if !posts.iter().all(|post| works_here(*post)) {
        refusals.push(Refusal::of("posts", "Choose workers from the list."));
    }
    match form.made {
        Some(made) if refusals.is_empty() => Ok((made, AdoptionWorkersNamed { posts, reason })),
        _ => Err(refusals),
    }
}

/// Words about an adoption: some, and not too many.
pub fn adoption_reason(field: &str, typed: &str, missing: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Refusal::of(field, missing));
    }
    if typed.chars().count() > LONGEST {
        return Err(Refusal::of(field, format!("Use {LONGEST} letters or fewer.")));
    }
    Ok(typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    const TODAY: Date = date(2026, 6, 3);
    const HERE: PostId = PostId(Uuid::from_u128(1));
    const GONE: PostId = PostId(Uuid::from_u128(2));

    fn form() -> AdoptionForm {
        AdoptionForm { made: Some(date(2026, 5, 4)), posts: vec![HERE, HERE], reason: " ZC26C00123 ".into() }
    }

    fn judged(form: &AdoptionForm) -> Result<(Date, AdoptionWorkersNamed), Vec<String>> {
        let born = Some(date(2015, 3, 9));
        adoption_named(form, born, TODAY, |post| post == HERE)
            .map_err(|refusals| refusals.into_iter().filter_map(|refusal| refusal.field).collect())
    }

    #[test]
    fn an_order_that_was_made_names_each_worker_once() {
        let (made, named) = judged(&form()).unwrap();
        assert_eq!(made, date(2026, 5, 4));
        assert_eq!(named, AdoptionWorkersNamed { posts: vec![HERE], reason: "ZC26C00123".into() });
    }

    #[test]
    fn an_order_is_made_by_today_and_in_the_life_of_the_child() {
        for made in [None, Some(date(2026, 6, 4)), Some(date(2015, 3, 8))] {
            assert_eq!(judged(&AdoptionForm { made, ..form() }).unwrap_err(), ["made"]);
        }
        assert!(judged(&AdoptionForm { made: Some(TODAY), ..form() }).is_ok());
    }

    #[test]
    fn somebody_who_works_here_may_know() {
        for posts in [vec![], vec![GONE], vec![HERE, GONE]] {
            assert_eq!(judged(&AdoptionForm { posts, ..form() }).unwrap_err(), ["posts"]);
        }
    }

    #[test]
    fn it_has_a_reference_or_a_reason() {
        for reason in [" ".to_owned(), "x".repeat(LONGEST + 1)] {
            assert_eq!(judged(&AdoptionForm { reason, ..form() }).unwrap_err(), ["reason"]);
        }
    }
}
