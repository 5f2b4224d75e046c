//! Every try is counted before it is looked at, so that a hundred sent at once
//! are a hundred tries; one that was right is given back.

use super::refused;
use crate::{House, No};
use ::sign_in::throttle::{Counted, FORGOTTEN_AFTER, Throttle, too_many_tries};
use practice::dates::Instant;
use practice::ids::AuthorityId;
use records::{SessionId, Tries};
use std::net::IpAddr;
use std::sync::Arc;

const COUNTED: [Counted; 2] = [Counted::Account, Counted::Address];

/// A try that was counted as wrong until it is known to be right.
#[derive(Debug)]
pub(super) struct Try {
    subjects: [String; 2],
    before: Vec<Tries>,
    now: i64,
}

impl Try {
    /// Counts a try, or refuses it because there were too many. The sentence
    /// is the same whether or not the account exists.
    pub(super) async fn begin(house: &House, email: &str, address: IpAddr) -> Result<Self, No> {
        Self::begin_as(house, ("account", email), address).await
    }

    /// Counts a try to unlock a session: against that session, so that nobody
    /// who guesses at the door keeps its owner from their work.
    pub(super) async fn begin_in_session(
        house: &House,
        session: SessionId,
        address: IpAddr,
    ) -> Result<Self, No> {
        Self::begin_as(house, ("session", &session.0.to_string()), address).await
    }

    async fn begin_as(house: &House, (kind, of): (&str, &str), address: IpAddr) -> Result<Self, No> {
        let now = house.now().0;
        let subjects = [subject(house, kind, of)?, subject(house, "address", &network(address))?];
        let change = move |read: &[Tries]| {
            if refusal(read, now).is_some() {
                return read.to_vec();
            }
            after_failure(read, now)
        };
        let forgotten = Instant(now.saturating_sub(FORGOTTEN_AFTER));
        let before = house.records.change_tries(&subjects, forgotten, Arc::new(change)).await?;
        match refusal(&before, now) {
            Some(refusal) => Err(refused(refusal)),
            None => Ok(Self { subjects, before, now }),
        }
    }

    /// The try was right, and they are not in yet: nothing is forgiven, or a
    /// known password would buy endless guesses at the code.
    pub(super) async fn give_back(self, house: &House) -> Result<(), No> {
        self.settle(house, false).await
    }

    /// They are in: the account starts afresh, the address gets this try back. Where
    /// that cannot be written down they are in all the same.
    pub(super) async fn succeeded(self, house: &House) {
        self.settled(house, true).await;
    }

    /// The same of whoever is half-way in, or was right and may not come in.
    pub(super) async fn half_way(self, house: &House) {
        self.settled(house, false).await;
    }

    async fn settled(self, house: &House, is_in: bool) {
        if let Err(error) = self.settle(house, is_in).await {
            tracing::warn!(?error, "a try that was right stays counted");
        }
    }

    async fn settle(self, house: &House, is_in: bool) -> Result<(), No> {
        let counted = after_failure(&self.before, self.now);
        let before = self.before;
        let change = move |read: &[Tries]| {
            let mut after: Vec<Tries> = read
                .iter()
                .zip(before.iter().zip(&counted))
                .map(|(now, (before, counted))| {
                    // Others may have tried meanwhile: then only this one is taken off.
                    if now == counted {
                        *before
                    } else {
                        Tries { failures: now.failures.saturating_sub(1), ..*now }
                    }
                })
                .collect();
            if is_in && let Some(account) = after.first_mut() {
                *account = Tries::default();
            }
            after
        };
        let forgotten = Instant(self.now.saturating_sub(FORGOTTEN_AFTER));
        house.records.change_tries(&self.subjects, forgotten, Arc::new(change)).await?;
        Ok(())
    }
}

fn throttle(tries: Tries) -> Throttle {
    Throttle { failures: tries.failures, last_failure: tries.last_at }
}

fn refusal(read: &[Tries], now: i64) -> Option<::sign_in::Refusal> {
    match read {
        [account, address] => too_many_tries(throttle(*account), throttle(*address), now),
        _ => None,
    }
}

fn after_failure(read: &[Tries], now: i64) -> Vec<Tries> {
    read.iter()
        .zip(COUNTED)
        .map(|(tries, counted)| throttle(*tries).after_failure(counted, now))
        .map(|throttle| Tries { failures: throttle.failures, last_at: throttle.last_failure })
        .collect()
}

/// A keyed digest: what was typed at the door may be anybody's address, so it
/// is not kept.
fn subject(house: &House, kind: &str, value: &str) -> Result<String, No> {
    let digest =
        house.records.keys().keyed_digest(AuthorityId::INSTALLATION, "throttle", value.as_bytes())?;
    let id = uuid::Uuid::from_slice(&digest[..16]).unwrap_or_default();
    Ok(format!("{kind} {id}"))
}

/// What is counted as one address: in IPv6 the network, for one household or
/// office may use any address in it.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_ipv6_network_is_one_address() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    }

    #[test]
    fn an_ipv4_address_is_the_same_written_as_ipv6() {
        assert_eq!(network("::ffff:192.0.2.7".parse().unwrap()), network("192.0.2.7".parse().unwrap()));
    }
}
