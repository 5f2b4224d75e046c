//! Times of requests, compared two by two.

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

/// How long a request takes until its last byte, in nanoseconds.
pub(crate) async fn time_of<S>(site: &S, request: Request<Body>) -> f64
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone,
    S::Future: Future,
{
    let site = site.clone();
    let begun = Instant::now();
    let answer = site.oneshot(request).await.unwrap();
    let whole = answer.into_body().collect().await.unwrap().to_bytes();
    let took = begun.elapsed();
    assert!(!whole.is_empty());
    took.as_secs_f64() * 1e9
}

/// Two times of each pair: of somebody who never was, and of somebody hidden.
#[derive(Debug, Default, Clone)]
pub(crate) struct Pairs(pub(crate) Vec<(f64, f64)>);

impl Pairs {
    /// By which part the median of those hidden lies off the median of those
    /// who never were.
    pub(crate) fn medians_apart(&self) -> f64 {
        let absent = median(self.0.iter().map(|(absent, _)| *absent));
        median(self.0.iter().map(|(_, hidden)| *hidden)) / absent - 1.0
    }

    /// The median of the differences within each pair, as a part of the median
    /// of those who never were: what else the machine does meanwhile slows
    /// both of a pair.
    pub(crate) fn paired(&self) -> f64 {
        let absent = median(self.0.iter().map(|(absent, _)| *absent));
        median(self.0.iter().map(|(absent, hidden)| hidden - absent)) / absent
    }

    /// The median of those who never were, in nanoseconds.
    pub(crate) fn usual(&self) -> f64 {
        median(self.0.iter().map(|(absent, _)| *absent))
    }
}

/// The middle one.
pub(crate) fn median(times: impl Iterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    let middle = times.len() / 2;
    if times.len() % 2 == 1 { times[middle] } else { f64::midpoint(times[middle - 1], times[middle]) }
}

#[test]
fn the_middle_of_some_times_is_found() {
    assert!((median([3.0, 1.0, 2.0].into_iter()) - 2.0).abs() < 1e-9);
    assert!((median([4.0, 1.0, 2.0, 3.0].into_iter()) - 2.5).abs() < 1e-9);
}

#[test]
fn a_difference_within_each_pair_is_found_though_the_pairs_differ_more() {
    let pairs =
        Pairs((0..101).map(|number| (f64::from(number) * 10.0, f64::from(number) * 10.0 + 50.0)).collect());
    assert!((pairs.paired() - 0.1).abs() < 1e-9 && (pairs.medians_apart() - 0.1).abs() < 1e-9);
}
