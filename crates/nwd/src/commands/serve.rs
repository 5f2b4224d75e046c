//! `nwd serve`.

use crate::settings::Settings;
use crate::{beside, house};
use std::process::ExitCode;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use work::{House, signing_in};

/// Serves the real thing: a first start prints the one-time set-up link.
pub(crate) async fn serve(settings: Settings) -> Result<ExitCode, String> {
    eprintln!("Settings in force\n{settings}");
    if crate::demo::is_demo(&settings) {
        return Err(
            "This data folder holds a demonstration. Serve it with 'nwd demo', or choose another --data."
                .into(),
        );
    }
    let house = house::open(&settings).await?;
    if house.records.keys().is_changing_seal() {
        house.records.close().await;
        return Err(
            "A change of the seal key was interrupted. Run 'nwd keys rotate-seal' again, and then serve."
                .into(),
        );
    }
    let demo = house.records.installation(signing_in::DEMO).await.map_err(|error| error.to_string())?;
    if demo.is_some() {
        house.records.close().await;
        return Err(
            "This database holds a demonstration. Serve it with 'nwd demo', or choose another.".into()
        );
    }
    serve_house(house, &settings, false).await
}

/// Serves a house until SIGTERM or SIGINT; requests under way finish first.
pub(crate) async fn serve_house(house: House, settings: &Settings, demo: bool) -> Result<ExitCode, String> {
    // Heard from the first moment on: whoever starts a server may end it at once.
    let ending = asked_to_end()?;
    let listener = TcpListener::bind(settings.listen)
        .await
        .map_err(|error| format!("The address {} cannot be served on: {}.", settings.listen, error.kind()))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let link = signing_in::set_up::begin(&house).await.map_err(|no| no.to_string())?;
    println!("No Wrong Door is at http://{address}/");
    if let Some(token) = link {
        println!(
            "First start: make the council and its first administrator within 24 hours at\n  http://{address}/set-up/{token}"
        );
    }
    for sentence in web::wrong_colours(&house).await.map_err(|no| no.to_string())? {
        eprintln!("{sentence}");
    }
    let site = web::Site {
        house: house.clone(),
        demo: demo && address.ip().is_loopback(),
        https: settings.https,
        behind_proxy: settings.behind_proxy,
    };
    let sealer = house::keep_sealing(house.clone());
    let limits = web::Limits { https: settings.https, ..web::Limits::default() };
    // A demonstration's dates are staged: its heads would prove nothing.
    let heads = (!demo).then(|| settings.heads.clone());
    let (stop_working, working) = house::keep_working(house.clone(), heads);
    let beside = match &settings.database {
        None => beside::listen(house.clone(), &settings.data).map_err(|why| tracing::warn!("{why}")).ok(),
        Some(_) => None,
    };
    web::serve(listener, web::app(site), limits, ending).await;
    if let Some(beside) = beside {
        beside.abort();
        let _ = beside.await;
        beside::leave(&settings.data);
    }
    drop(stop_working);
    let _ = working.await;
    sealer.abort();
    let outcome = house::seal_all(&house).await;
    // Looks under way are written down whatever became of the seals.
    house.records.close().await;
    outcome.map(|()| ExitCode::SUCCESS)
}

/// Completes when somebody asks the program to end.
fn asked_to_end() -> Result<impl Future<Output = ()>, String> {
    let cannot = |error: std::io::Error| format!("Signals cannot be heard: {}.", error.kind());
    let mut terminate = signal(SignalKind::terminate()).map_err(cannot)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(cannot)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
