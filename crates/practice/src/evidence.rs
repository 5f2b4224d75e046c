//! Numbers about the service that name nobody.

/// The smallest number of people that is shown.
pub const SMALLEST: u64 = 5;

/// A number as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As counted.
    Number(u64),
    /// Kept back: it, or another number of the same table, is under [`SMALLEST`].
    KeptBack,
}

/// One number that is counted, with what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// Its stable name.
    pub key: &'static str,
    /// What it is called on pages.
    pub title: &'static str,
    /// What is counted, and what is not.
    pub counts: &'static str,
}

/// Every number that is counted, in the order of the page.
pub const DEFINITIONS: [Definition; 6] = [
    Definition {
        key: "open",
        title: "Young people with us",
        counts: "Everybody in the council with a key worker now. Records sealed by an adoption are not counted, \
                 nor is anybody who has died; restricted records are.",
    },
    Definition {
        key: "cohort",
        title: "In care, at its edge, or after it",
        counts: "Those with us, by the group last recorded for them.",
    },
    Definition {
        key: "team",
        title: "By responsible team",
        counts: "Those with us, by the team responsible for them now, wherever they sleep.",
    },
    Definition {
        key: "sleeping",
        title: "Where they are staying",
        counts: "Those with us, by where they were last recorded to be staying: in one of our houses or elsewhere.",
    },
    Definition {
        key: "missing",
        title: "Missing now",
        counts: "Those with us who were recorded as missing, or away without agreement, and not yet as back.",
    },
    Definition {
        key: "age",
        title: "By age",
        counts: "Those with us, by completed years today. Somebody born on 29 February becomes older on 1 March in \
                 other years.",
    },
];

/// The definition of a number.
pub fn definition(key: &str) -> Option<&'static Definition> {
    DEFINITIONS.iter().find(|definition| definition.key == key)
}

/// A single number as it may be shown. Nobody is no one, and is shown.
pub fn shown(number: u64) -> Shown {
    if number == 0 || number >= SMALLEST { Shown::Number(number) } else { Shown::KeptBack }
}

/// The numbers of one table whose sum is known, as they may be shown.
///
/// Numbers from 1 to 4 are kept back. So that none of them can be worked out
/// from the sum, the smallest others are kept back too, until at least two are
/// and they add up to [`SMALLEST`]. Where the sum itself is kept back, so is
/// everything. Nobody is shown as 0: it tells of no one.
pub fn disclosed(numbers: &[u64]) -> Vec<Shown> {
    let sum: u64 = numbers.iter().sum();
    if shown(sum) == Shown::KeptBack {
        return vec![Shown::KeptBack; numbers.len()];
    }
    let mut smallest_first: Vec<usize> = (0..numbers.len()).filter(|place| numbers[*place] > 0).collect();
    smallest_first.sort_by_key(|place| numbers[*place]);
    let mut answer: Vec<Shown> = numbers.iter().map(|number| Shown::Number(*number)).collect();
    let (mut kept_back, mut hidden) = (0_u64, 0_u64);
    for place in smallest_first {
        let number = numbers[place];
        let protects = kept_back > 0 && (kept_back < 2 || hidden < SMALLEST);
        if number < SMALLEST || protects {
            answer[place] = Shown::KeptBack;
            kept_back += 1;
            hidden += number;
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::Shown::{KeptBack, Number};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_from_one_to_four_are_kept_back_and_nobody_is_shown() {
        assert_eq!([0, 1, 4, 5].map(shown), [Number(0), KeptBack, KeptBack, Number(5)]);
    }

    #[test]
    fn a_table_without_small_numbers_is_shown_whole() {
        assert_eq!(disclosed(&[12, 5, 0]), [Number(12), Number(5), Number(0)]);
    }

    #[test]
    fn one_small_number_takes_the_next_smallest_along() {
        assert_eq!(disclosed(&[30, 2, 9, 12]), [Number(30), KeptBack, KeptBack, Number(12)]);
    }

    #[test]
    fn two_small_numbers_that_could_only_be_one_and_one_take_a_third_along() {
        assert_eq!(disclosed(&[30, 1, 1, 9]), [Number(30), KeptBack, KeptBack, KeptBack]);
    }

    #[test]
    fn where_the_sum_is_small_everything_is_kept_back() {
        assert_eq!(disclosed(&[0, 3, 1]), [KeptBack; 3]);
        assert_eq!(disclosed(&[0, 0]), [Number(0), Number(0)]);
    }

    proptest! {
        #[test]
        fn no_small_number_can_be_worked_out_from_the_others(numbers in proptest::collection::vec(0_u64..40, 1..9)) {
            let answer = disclosed(&numbers);
            let kept: Vec<u64> =
                numbers.iter().zip(&answer).filter(|(_, shown)| **shown == KeptBack).map(|(number, _)| *number).collect();
            for (number, shown) in numbers.iter().zip(&answer) {
                prop_assert!(!(1..SMALLEST).contains(number) || *shown == KeptBack);
                if let Number(said) = shown {
                    prop_assert_eq!(said, number);
                }
            }
            let sum: u64 = numbers.iter().sum();
            if !kept.is_empty() && sum >= SMALLEST {
                prop_assert!(kept.len() > 1 && kept.iter().sum::<u64>() >= SMALLEST, "{:?}", answer);
            }
        }
    }
}
