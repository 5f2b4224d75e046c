//! What somebody sent is carried out to its end, also where they go away meanwhile.

use crate::posted::is_plain_form;
use crate::routes::LARGEST_FORM;
use crate::trouble::Trouble;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;
use tokio::sync::Semaphore;

/// How many forms are carried out at once in this process: one whose sender went away
/// is not counted among the connections any more.
static UNDER_WAY: Semaphore = Semaphore::const_new(MOST as usize);
const MOST: u32 = 256;
/// For how long one is carried out at the most: a database that hangs keeps no place for ever.
const LONGEST: Duration = Duration::from_mins(2);

/// A browser that moves on drops its request, at any point of what it asked for. So a
/// form is read whole and then carried out in a task of its own: nobody who goes away
/// leaves half of an act behind. One with files is read while it is carried out, and
/// ends with its sender; what it does is one act.
pub(crate) async fn to_its_end(request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !is_plain_form(&request) {
        return next.run(request).await;
    }
    let (head, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_FORM).await else { return Trouble::too_large().into_response() };
    let place = UNDER_WAY.acquire().await.expect("this semaphore is never closed");
    let request = Request::from_parts(head, Body::from(bytes));
    let carrying = tokio::spawn(async move {
        let _place = place;
        tokio::time::timeout(LONGEST, next.run(request)).await
    });
    match carrying.await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) | Err(_) => Trouble::stopped().into_response(),
    }
}

/// Waits until what is under way is done: whoever sent it may have gone.
pub(crate) async fn all_done() {
    drop(UNDER_WAY.acquire_many(MOST).await);
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::http::header::CONTENT_TYPE;
    use axum::routing::post;
    use std::sync::Arc;
    use tokio::sync::Notify;
    use tower::ServiceExt;

    /// A page that waits until it is let go on, and says when it is done.
    fn slow(go_on: &Arc<Notify>, done: &Arc<Notify>) -> Router {
        let (go_on, done) = (Arc::clone(go_on), Arc::clone(done));
        let page = post(async move || {
            go_on.notified().await;
            done.notify_one();
        });
        Router::new().route("/", page).layer(axum::middleware::from_fn(to_its_end))
    }

    /// Whether what was sent as this kind is done though its sender went away.
    async fn is_done(kind: &str) -> bool {
        let (go_on, done) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let sent = Request::post("/").header(CONTENT_TYPE, kind).body(Body::from("text=words")).unwrap();
        let waiting = slow(&go_on, &done).oneshot(sent);
        assert!(tokio::time::timeout(Duration::from_millis(50), waiting).await.is_err());
        go_on.notify_one();
        tokio::time::timeout(Duration::from_millis(500), done.notified()).await.is_ok()
    }

    #[tokio::test]
    async fn a_form_is_carried_out_when_its_sender_goes_away() {
        assert!(is_done("application/x-www-form-urlencoded").await);
    }

    #[tokio::test]
    async fn the_end_of_the_program_waits_for_what_is_under_way() {
        let (go_on, done) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let kind = "application/x-www-form-urlencoded";
        let sent = Request::post("/").header(CONTENT_TYPE, kind).body(Body::from("text=words")).unwrap();
        let waiting = slow(&go_on, &done).oneshot(sent);
        assert!(tokio::time::timeout(Duration::from_millis(50), waiting).await.is_err());
        assert!(tokio::time::timeout(Duration::from_millis(50), all_done()).await.is_err());
        go_on.notify_one();
        all_done().await;
        assert!(tokio::time::timeout(Duration::from_millis(1), done.notified()).await.is_ok());
    }

    #[tokio::test]
    async fn one_with_files_ends_with_its_sender() {
        assert!(!is_done("multipart/form-data; boundary=x").await);
    }
}
