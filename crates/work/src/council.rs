//! A council's face: what every page shows of it.

use crate::{House, No};
use practice::ids::{AuthorityId, FileId};
use records::Council;

/// The council as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilFace {
    /// Which.
    pub authority: AuthorityId,
    /// Its name.
    pub name: String,
    /// Its accent colour as `#rrggbb`.
    pub accent: String,
    /// The telephone number for help; empty where none is set.
    pub help_line: String,
    /// Its logo, where it shows one.
    pub logo: Option<FileId>,
}

/// The faces of every council.
pub async fn council_faces(house: &House) -> Result<Vec<CouncilFace>, No> {
    Ok(house.records.councils().await?.into_iter().map(face).collect())
}

/// The council's face; a new installation has none yet.
pub async fn council_face(house: &House, authority: Option<AuthorityId>) -> Result<Option<CouncilFace>, No> {
    let councils = house.records.councils().await?;
    let found = match authority {
        Some(authority) => councils.into_iter().find(|council| council.authority == authority),
        // Before sign-in the only council is greeted by name; of several, none.
        None => Some(councils)
            .filter(|councils| councils.len() == 1)
            .and_then(|councils| councils.into_iter().next()),
    };
    Ok(found.map(face))
}

fn face(council: Council) -> CouncilFace {
    CouncilFace {
        authority: council.authority,
        name: council.name,
        accent: council.accent,
        help_line: council.help_line,
        logo: council.logo,
    }
}
