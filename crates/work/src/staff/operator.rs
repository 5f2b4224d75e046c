//! Whoever runs the program on its own machine: the importer, the demonstration.

use crate::signing_in::make_ready;
use crate::{Act, Desk, House, No, Worker};
use practice::Refusal;
use practice::dates::Happened;
use practice::ids::{AccountId, AuthorityId, PostId, StreamId};
use practice::journal::{Actor, Body, Class, Revision, Told};
use practice::staff::{CouncilCreated, Permission, Reach, Rights, Sight, one_line};
use std::sync::Arc;
use uuid::Uuid;

/// What the operator's commands may do: bring files in, make staff, read what
/// they print. They restrict nobody, open nothing in an emergency and decide
/// no match: those are for named people.
const MAY: [Permission; 10] = [
    Permission::ImportPeople,
    Permission::ReadStory,
    Permission::ReadHistory,
    Permission::WriteStory,
    Permission::CreatePerson,
    Permission::RecordPerson,
    Permission::AllocateKeyWorker,
    Permission::PullIn,
    Permission::ManageStaff,
    Permission::ManageWords,
];

impl House {
    /// The desk of the operator's commands in a council. What it writes is
    /// shown as coming from the council's file.
    pub fn operator_desk(&self, authority: AuthorityId) -> Desk {
        self.desk_as(authority, Actor::Import(None))
    }

    /// The same under another actor that is no post.
    pub(crate) fn desk_as(&self, authority: AuthorityId, actor: Actor) -> Desk {
        // No post grants these rights, so nothing can withdraw them: the stream
        // they are read at has no event and never will.
        let nobody = Uuid::nil();
        Desk {
            house: self.clone(),
            sight: Sight {
                authority,
                account: AccountId(nobody),
                post: PostId(nobody),
                team: None,
                rights: Rights {
                    reach: Reach::Authority,
                    permissions: MAY.into_iter().collect(),
                    classes: Class::ALL.into_iter().collect(),
                    by_opening: true,
                },
                granted_at: Revision { stream: StreamId(nobody), number: 0 },
            },
            worker: Worker { name: String::new(), roles: Vec::new() },
            words: Arc::default(),
            actor,
            now: self.now(),
        }
    }
}

/// A council that could be made: what would come of files in it is seen before it is there.
#[derive(Debug)]
pub struct CouncilToBe {
    /// What it will be known by.
    pub authority: AuthorityId,
    name: String,
}

/// A council of this name, where there could be one. Nothing is written.
pub async fn council_to_be(house: &House, name: &str) -> Result<CouncilToBe, No> {
    let name = one_line("council", "the council's name", name)?;
    let taken = |other: &records::Council| other.name.to_lowercase() == name.to_lowercase();
    if house.records.councils().await?.iter().any(taken) {
        return Err(Refusal::of("council", format!("A council named {name} is here already.")).into());
    }
    Ok(CouncilToBe { authority: AuthorityId(house.blind_id()), name })
}

/// Makes a council from the command line, with its key; its people come later,
/// by import or through the set-up page.
pub async fn create_council(house: &House, name: &str) -> Result<AuthorityId, No> {
    make_council(house, council_to_be(house, name).await?).await
}

/// The same as it was foreseen; its name may have been taken since.
pub async fn make_council(house: &House, foreseen: CouncilToBe) -> Result<AuthorityId, No> {
    let authority = foreseen.authority;
    let CouncilToBe { name, .. } = council_to_be(house, &foreseen.name).await?;
    make_ready(house).await?;
    house.records.keys().add_council(authority, house.random())?;
    let desk = house.desk_as(authority, Actor::SetUp);
    let body = Body::CouncilCreated(CouncilCreated { name });
    let told = Told::of_service(authority.stream("council"), Happened::At(desk.now), body);
    desk.write(Act::new().beginning(told)).await?;
    Ok(authority)
}
