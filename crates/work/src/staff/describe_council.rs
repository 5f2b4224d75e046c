//! The council's name, colour and help line.

use super::create_team::guard;
use crate::people::{moved_since, unless_sent};
use crate::{Act, Desk, FormKey, No, council_face};
use practice::dates::Happened;
use practice::journal::{Body, Told};
use practice::staff::{Permission, described};

/// The council as a form has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// Its name.
    pub name: String,
    /// Its accent colour as `#rrggbb`; whoever draws it has looked at the contrast.
    pub accent: String,
    /// The telephone number for help; empty for none.
    pub help_line: String,
}

/// The council as it is described, and at which revision, for the form that changes it.
pub async fn description(desk: &Desk) -> Result<(Description, i64), No> {
    let authority = desk.sight.authority;
    let read = guard(desk, authority.stream("council")).await?;
    match council_face(&desk.house, Some(authority)).await? {
        Some(face) => {
            let stands = Description { name: face.name, accent: face.accent, help_line: face.help_line };
            Ok((stands, read.number))
        }
        None => desk.not_found(&authority.to_string(), "council").await,
    }
}

/// Describes the council anew. `shown` is the revision that the form had shown.
pub async fn describe_council(
    desk: &Desk,
    description: &Description,
    shown: Option<i64>,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::ManageWords)?;
    let council =
        described(&description.name, &description.accent, &description.help_line).map_err(No::Refused)?;
    desk.deciding(|| {
        let (council, key) = (council.clone(), key.clone());
        async move {
            let read = guard(desk, desk.sight.authority.stream("council")).await?;
            if moved_since(shown, read) {
                return unless_sent(desk, Act::new().keyed(key), read.stream, No::Moved).await;
            }
            let told = Told::of_service(read.stream, Happened::At(desk.now), Body::CouncilDescribed(council));
            desk.write(Act::new().telling(told, read.number).keyed(key)).await?;
            Ok(())
        }
    })
    .await
}
