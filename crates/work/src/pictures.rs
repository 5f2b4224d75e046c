//! Pictures sent by people, made anew off the threads that serve others.

use crate::No;
use crate::bench::at_the_bench;
use exchange::{Picture, Remade};
use practice::Refusal;
use tokio::sync::Semaphore;

/// The largest picture that is taken, in bytes: more than a phone makes of one photo.
pub const LARGEST_PICTURE: usize = 10 * 1024 * 1024;

/// How many pictures are opened at once in this process: one may take half a
/// gigabyte, so a crowd of them waits in line.
static BENCH: Semaphore = Semaphore::const_new(1);

/// Judges a picture and draws it anew; what is wrong is said at its field.
pub(crate) async fn made_anew(sent: Vec<u8>, wanted: Picture, field: &'static str) -> Result<Remade, No> {
    if sent.is_empty() {
        return Err(Refusal::of(field, "Choose a picture.").into());
    }
    if sent.len() > LARGEST_PICTURE {
        return Err(Refusal::of(field, too_large()).into());
    }
    let opening = move || exchange::remade(&sent, wanted);
    let remade = at_the_bench(&BENCH, "pictures cannot be opened", opening).await?;
    remade.map_err(|unfit| Refusal::of(field, unfit.to_string()).into())
}

/// What is said of a picture that is too large.
pub fn too_large() -> String {
    format!("This picture is too large. Send one of at most {} MB.", LARGEST_PICTURE / 1024 / 1024)
}
