//! Who may take back a relative declared by mistake: never its declarer alone.

use crate::Refusal;
use crate::ids::AccountId;

/// A second person decides: neither the worker whose relative it is said to
/// be, nor whoever wrote it down, nor whoever asked that it go.
///
/// # Errors
/// A sentence that says who can.
pub fn second_person(decider: AccountId, involved: &[AccountId]) -> Result<(), Refusal> {
    if involved.contains(&decider) {
        return Err(Refusal::because(
            "You had a part in this, so somebody else in information governance must decide.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn whoever_had_a_part_in_a_declaration_does_not_take_it_back() {
        let account = |number| AccountId(Uuid::from_u128(number));
        let involved = [account(1), account(2)];
        assert!(second_person(account(1), &involved).is_err());
        assert!(second_person(account(2), &involved).is_err());
        assert!(second_person(account(3), &involved).is_ok());
    }
}
