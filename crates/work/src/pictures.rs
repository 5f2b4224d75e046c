//! Pictures and other files sent by people, judged and made anew off the threads that serve others.

use crate::No;
use crate::bench::at_the_bench;
use exchange::{Kept, Picture};
use practice::Refusal;
use tokio::sync::Semaphore;

/// The largest picture that is taken, in bytes: more than a phone makes of one photo.
pub const LARGEST_PICTURE: usize = 10 * 1024 * 1024;

/// The largest file that is taken, in bytes: a report of many pages, and no film.
pub const LARGEST_FILE: usize = LARGEST_PICTURE;

/// How many pictures are opened at once in this process: one may take half a
/// gigabyte, so a crowd of them waits in line.
static BENCH: Semaphore = Semaphore::const_new(1);

/// Judges a picture and draws it anew; what is wrong is said at its field.
pub(crate) async fn made_anew(sent: Vec<u8>, wanted: Picture, field: &'static str) -> Result<Kept, No> {
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

/// Judges a file by its content; what is wrong is said at its field.
pub(crate) async fn taken_in(sent: Vec<u8>, field: &'static str) -> Result<Kept, No> {
    if sent.is_empty() {
        return Err(Refusal::of(field, "Choose a file that is not empty.").into());
    }
    if sent.len() > LARGEST_FILE {
        let most = LARGEST_FILE / 1024 / 1024;
        return Err(
            Refusal::of(field, format!("This file is too large. Add one of at most {most} MB.")).into()
        );
    }
    let looking = move || exchange::taken_in(sent);
    let taken = at_the_bench(&BENCH, "files cannot be looked at", looking).await?;
    taken.map_err(|why| Refusal::of(field, why.to_string()).into())
}

/// What is said of a picture that is too large.
pub fn too_large() -> String {
    format!("This picture is too large. Send one of at most {} MB.", LARGEST_PICTURE / 1024 / 1024)
}
