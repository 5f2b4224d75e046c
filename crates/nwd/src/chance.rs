//! The system's clock and randomness: the only place that asks for them.

use practice::dates::Instant;
use work::{Chance, Clock};

/// The clock of this machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "time enters the program here and nowhere else")]
    fn now(&self) -> Instant {
        Instant::from_jiff(jiff::Timestamp::now())
    }
}

/// The randomness of the operating system.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemChance;

impl Chance for SystemChance {
    #[expect(clippy::disallowed_methods, reason = "randomness enters the program here and nowhere else")]
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness no id and no key would be safe: better to stop.
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}
