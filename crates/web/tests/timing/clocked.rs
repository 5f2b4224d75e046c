//! Times of requests, compared two by two.

use crate::asking::Answer;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use http_body_util::BodyExt;
use std::convert::Infallible;
use std::future::Future;
use std::hint::spin_loop;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tower::{Service, ServiceExt};

/// Marks a request about somebody who is there, for [`Slowed`] alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IsThere;

/// The site, slower by a little for requests about somebody who is there.
#[derive(Clone)]
pub(crate) struct Slowed {
    pub(crate) site: Router,
    pub(crate) by: Duration,
}

impl Service<Request<Body>> for Slowed {
    type Response = Response;
    type Error = Infallible;
    type Future = <Router as Service<Request<Body>>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<Request<Body>>::poll_ready(&mut self.site, context)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        if request.extensions().get::<IsThere>().is_some() {
            let until = Instant::now() + self.by;
            while Instant::now() < until {
                spin_loop();
            }
        }
        self.site.call(request)
    }
}

/// How long a request takes until its last byte, in microseconds, and what came back.
pub(crate) async fn time_of<S>(site: &S, request: Request<Body>) -> (f64, Answer)
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone,
    S::Future: Future,
{
    let site = site.clone();
    let begun = Instant::now();
    let (parts, body) = site.oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let took = begun.elapsed();
    (took.as_secs_f64() * 1e6, Answer { status: parts.status, headers: parts.headers, body })
}

/// Pairs of times, in microseconds: of asking about somebody who never was, and
/// about somebody hidden, one right after the other. What else the machine does
/// slows both of a pair.
#[derive(Debug, Default, Clone)]
pub(crate) struct Pairs(Vec<(f64, f64)>);

/// What some pairs tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The two take the same time.
    Same,
    /// They do not.
    Different,
    /// More pairs are needed to tell.
    Open,
}

/// How far apart the two may be, as a part of the whole.
const APART: f64 = 0.02;
/// And at the most, in microseconds, however slow the machine is just now.
const APART_AT_MOST: f64 = 50.0;
/// Half the width, in roots of the number of pairs, of the ranks between which
/// the true median lies 99 times of 100.
const SURE: f64 = 1.288;

impl Pairs {
    pub(crate) fn add(&mut self, pair: (f64, f64)) {
        self.0.push(pair);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The median time of asking about somebody who never was.
    pub(crate) fn usual(&self) -> f64 {
        middle(&sorted(self.0.iter().map(|(absent, _)| *absent)))
    }

    /// By which part the median of those hidden is longer than of those who never were.
    pub(crate) fn medians_apart(&self) -> f64 {
        middle(&sorted(self.0.iter().map(|(_, hidden)| *hidden))) / self.usual() - 1.0
    }

    /// Whether the two medians lie no further apart than they may.
    pub(crate) fn medians_are_alike(&self) -> bool {
        self.medians_apart().abs() < APART
    }

    /// The median of the differences within each pair.
    pub(crate) fn difference(&self) -> f64 {
        middle(&self.differences())
    }

    fn differences(&self) -> Vec<f64> {
        sorted(self.0.iter().map(|(absent, hidden)| hidden - absent))
    }

    /// Between which two the median of the differences lies, 99 times of 100.
    pub(crate) fn between(&self) -> (f64, f64) {
        let differences = self.differences();
        let last = differences.len().saturating_sub(1);
        let middle = last as f64 / 2.0;
        let around = SURE * (differences.len() as f64).sqrt();
        let at = |rank: f64| differences[(rank.round().max(0.0) as usize).min(last)];
        (at(middle - around), at(middle + around))
    }

    /// How far apart the two may be, in microseconds.
    pub(crate) fn may_differ_by(&self) -> f64 {
        (self.usual() * APART).min(APART_AT_MOST)
    }

    /// What the pairs tell so far.
    pub(crate) fn verdict(&self) -> Verdict {
        let (least, most) = self.between();
        let bound = self.may_differ_by();
        if least > -bound && most < bound {
            Verdict::Same
        } else if least > bound || most < -bound {
            Verdict::Different
        } else {
            Verdict::Open
        }
    }

    /// What they tell if no more can be taken.
    pub(crate) fn last_verdict(&self) -> Verdict {
        if self.difference().abs() < self.may_differ_by() { Verdict::Same } else { Verdict::Different }
    }
}

fn sorted(times: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times
}

fn middle(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { f64::midpoint(sorted[middle - 1], sorted[middle]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Times that differ more from pair to pair than the two of a pair do.
    fn pairs(longer: f64) -> Pairs {
        let time = |number: u32| 1_000.0 + f64::from(number * 7919 % 1000);
        Pairs(
            (0..1000)
                .map(|number| (time(number), time(number) + longer + f64::from(number * 31 % 41) * 0.1 - 2.0))
                .collect(),
        )
    }

    #[test]
    fn the_middle_is_found() {
        assert!((middle(&[1.0, 2.0, 9.0]) - 2.0).abs() < 1e-9);
        assert!((middle(&[1.0, 2.0, 3.0, 9.0]) - 2.5).abs() < 1e-9);
    }

    #[test]
    fn a_difference_is_found_though_the_pairs_differ_more_among_themselves() {
        assert_eq!(pairs(0.0).verdict(), Verdict::Same);
        assert_eq!(pairs(100.0).verdict(), Verdict::Different);
        assert_eq!(pairs(-100.0).verdict(), Verdict::Different);
        assert!((pairs(60.0).medians_apart() - 0.04).abs() < 0.005);
    }

    #[test]
    fn what_lies_on_the_bound_stays_open() {
        assert_eq!(pairs(pairs(0.0).may_differ_by()).verdict(), Verdict::Open);
    }

    #[test]
    fn on_a_slow_machine_a_tenth_of_a_millisecond_is_still_a_difference() {
        let slow =
            Pairs(pairs(100.0).0.into_iter().map(|(absent, hidden)| (absent + 2e4, hidden + 2e4)).collect());
        assert_eq!(slow.verdict(), Verdict::Different);
    }
}
