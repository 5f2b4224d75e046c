//! Whether the program lives, and whether it can do its work.

use crate::Site;
use crate::routes::{Access, Table};
use crate::visitor::Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use work::Health;

pub(super) fn routes(table: Table) -> Table {
    table.get("/health/live", Access::Open, live).get("/health/ready", Access::Open, ready)
}

async fn live() -> Answer {
    Ok("live\n".into_response())
}

/// Ready when the database answers and the last write reached the disk.
async fn ready(State(site): State<Site>) -> Answer {
    Ok(match work::health(&site.house).await {
        Health::Well => "ready\n".into_response(),
        Health::NoAnswer => {
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
        Health::NotWritten => {
            (StatusCode::SERVICE_UNAVAILABLE, "the last write did not reach the disk\n").into_response()
        }
    })
}
