//! What the rows under one number claim.

use super::children::Child;
use super::says::Says;
use super::staff::Staff;
use super::{header, people, rows};
use exchange::RowRef;
use practice::codes::{Code, CollectionYear};
use practice::dates::{Happened, Instant, PartialDate};
use practice::ids::{PersonId, StreamId};
use practice::import::{Claim, Record};
use practice::journal::Body;

/// A claim, and where a person finds it in the files.
#[derive(Debug, Clone)]
pub(super) struct RowClaim {
    pub(super) claim: Claim,
    pub(super) at: RowRef,
    pub(super) column: &'static str,
}

/// What claims are made with.
pub(super) struct Claimant<'a, 'r> {
    pub(super) person: PersonId,
    pub(super) child: &'a Child<'r>,
    pub(super) record: &'a Record,
    pub(super) staff: &'a Staff,
    pub(super) now: Instant,
    pub(super) says: &'a mut Says<'r>,
    pub(super) claims: Vec<RowClaim>,
    /// Rows that are not taken in.
    pub(super) refused: usize,
}

impl Claimant<'_, '_> {
    /// Everything the files claim.
    pub(super) fn all(&mut self) {
        header::claim(self);
        rows::claim(self);
        people::claim(self);
    }

    /// Claims something on a stream.
    pub(super) fn claim(
        &mut self,
        stream: StreamId,
        happened: Happened,
        body: Body,
        year: Option<CollectionYear>,
        place: (RowRef, &'static str),
    ) {
        self.push(Claim::new(stream, happened, body, year), place);
    }

    pub(super) fn push(&mut self, claim: Option<Claim>, (at, column): (RowRef, &'static str)) {
        self.claims.extend(claim.map(|claim| RowClaim { claim, at, column }));
    }

    /// The day the import speaks of.
    pub(super) fn today(&self) -> Happened {
        Happened::On(PartialDate::Day(self.now.day()))
    }
}

/// The whole of a collection year, for facts that are yearly.
pub(super) fn whole(year: CollectionYear) -> Happened {
    Happened::Range(year.first_day(), Some(year.last_day()))
}

/// A code as text; empty where it was blank or left out.
pub(super) fn text(code: Option<&'static Code>) -> String {
    code.map(|code| code.code.to_owned()).unwrap_or_default()
}

/// A code as text where there is one.
pub(super) fn word(code: Option<&'static Code>) -> Option<String> {
    code.map(|code| code.code.to_owned())
}
