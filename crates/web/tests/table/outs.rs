//! Times out alone, for the sweep of hostile input: one for each form about one.

use crate::town::{Asker, Town};
use crate::trying::Filled;
use practice::dates::{Happened, clock_time};
use practice::hubs::WentOutAlone;
use practice::ids::{PostId, StreamId};
use practice::journal::{Body, Told};
use work::{Act, hubs};

const HOUR: i64 = 3600;

/// Nobody who asks is out alone, but for whoever says that they are safe or that it gets later; whoever asks what was
/// found asks of somebody overdue.
pub(crate) async fn stand_ready(town: &Town, asker: &Asker, path: &str, filled: &mut Filled) {
    let desk = town.desk(&asker.worker).await;
    for own in hubs::watched(&desk).await.unwrap().own {
        hubs::back_safe(&desk, own.stream, None).await.unwrap();
    }
    filled.insert("soon", clock_time(desk.now.plus_seconds(2 * HOUR)));
    let (post, seconds) = match path {
        "/out/new" => return,
        "/out/{out}" => (town.colleague, -HOUR),
        _ => (asker.worker.post, HOUR),
    };
    filled.insert("out", went_out(town, post, seconds).await.to_string());
}

/// Somebody is out alone, to be back so many seconds from now.
async fn went_out(town: &Town, post: PostId, seconds: i64) -> StreamId {
    let desk = town.place.operator(&town.council);
    let stream = StreamId(town.place.house.blind_id());
    let body = Body::WentOutAlone(WentOutAlone { post, back_by: desk.now.plus_seconds(seconds) });
    let told = Told::of_service(stream, Happened::At(desk.now), body);
    desk.write(Act::new().beginning(told)).await.unwrap();
    stream
}
