//! Seeded chance: one independent stream for each child and purpose, so that
//! a new purpose or another child never shifts what was drawn before.

use jiff::ToSpan;
use jiff::civil::Date;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::ops::RangeInclusive;

/// What a stream of chance is for.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Identity,
    Family,
    Care,
    Reviews,
    Missing,
    Working,
    Health,
    Leaving,
    Notes,
    Known,
    Portrait,
}

/// A stream of chance.
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of one child for one purpose; `part` separates years.
    pub(crate) fn of(seed: u64, child: usize, purpose: Purpose, part: i16) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&(child as u64).to_le_bytes());
        key[16] = purpose as u8;
        key[24..26].copy_from_slice(&part.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A whole number, both ends included.
    pub(crate) fn number(&mut self, range: RangeInclusive<i32>) -> i32 {
        self.0.random_range(range)
    }

    /// True `percent` times in a hundred.
    pub(crate) fn percent(&mut self, percent: i32) -> bool {
        self.number(1..=100) <= percent
    }

    /// One of a list; the list is never empty.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        let highest = u32::try_from(list.len() - 1).unwrap_or(u32::MAX);
        list[self.0.random_range(0..=highest) as usize]
    }

    /// A day so many days after (or, when negative, before) another.
    pub(crate) fn day(&mut self, from: Date, range: RangeInclusive<i32>) -> Date {
        plus(from, self.number(range))
    }
}

/// The day so many days later; negative goes back.
pub(crate) fn plus(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// FNV-1a: one name gives one stream of chance on every machine.
pub(crate) fn digest(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
