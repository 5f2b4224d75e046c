//! The council's name, colour and help line.

use super::create_team::guard;
use crate::{Act, Desk, FormKey, No};
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

/// Describes the council anew.
pub async fn describe_council(
    desk: &Desk,
    description: &Description,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::ManageWords)?;
    let council =
        described(&description.name, &description.accent, &description.help_line).map_err(No::Refused)?;
    desk.deciding(|| {
        let (council, key) = (council.clone(), key.clone());
        async move {
            let read = guard(desk, desk.sight.authority.stream("council")).await?;
            let told = Told::of_service(read.stream, Happened::At(desk.now), Body::CouncilDescribed(council));
            desk.write(Act::new().telling(told, read.number).keyed(key)).await?;
            Ok(())
        }
    })
    .await
}
