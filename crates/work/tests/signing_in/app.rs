//! What an authenticator app does.

use crate::support::{PASSWORD, Place, Worker, visit};
use data_encoding::BASE32_NOPAD;
use totp_rs::{Algorithm, Builder, Secret};
use work::signing_in::sign_in::{self, Attempt};
use work::signing_in::{Outcome, second_step};

/// An app that holds one key.
pub(crate) struct App(Vec<u8>);

impl App {
    /// Types the key in.
    pub(crate) fn with_key(typed_key: &str) -> Self {
        Self(BASE32_NOPAD.decode(typed_key.replace(' ', "").as_bytes()).unwrap())
    }

    /// The code it shows now.
    pub(crate) fn code(&self, place: &Place) -> String {
        let secret: [u8; 20] = self.0.clone().try_into().unwrap();
        let app = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_secret(Secret::new_stack(secret))
            .build()
            .unwrap();
        app.generate(u64::try_from(place.house.now().0 / 1_000_000).unwrap()).to_string()
    }
}

/// Tries the door with a password.
pub(crate) async fn knock(place: &Place, email: &str, password: &str) -> Result<Outcome, work::No> {
    let attempt = Attempt { email: email.into(), password: password.into() };
    sign_in::begin(&place.house, &attempt, &visit()).await
}

/// Sets up a second step for a worker who must; answers the app, the recovery
/// codes and the session's cookie.
pub(crate) async fn enrolled(place: &Place, worker: &Worker) -> (App, Vec<String>, String) {
    let Ok(Outcome::MustSetUpCode(pending)) = knock(place, &worker.email, PASSWORD).await else { panic!() };
    let enrolment = second_step::begin(&place.house, &pending).await.unwrap();
    let app = App::with_key(&enrolment.typed_key);
    let confirmed = second_step::confirm(&place.house, &pending, &app.code(place), &visit()).await.unwrap();
    (app, confirmed.recovery, confirmed.token.unwrap())
}

/// The sentence of a refusal.
pub(crate) fn sentence<T>(answer: Result<T, work::No>) -> String {
    match answer {
        Err(work::No::Refused(refusals)) => refusals[0].sentence.clone(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was done"),
    }
}
