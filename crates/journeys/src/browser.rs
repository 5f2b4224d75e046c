//! Browsers: one driver for a journey, and a window with its own fresh profile for each person in it.

use crate::driver::Driver;
use crate::page::Page;
use crate::trouble::{Outcome, Trouble};
use crate::view::View;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Two journeys at a time: more browsers than cores only make every wait longer.
static TURNS: Semaphore = Semaphore::const_new(2);

/// The switches keep the browser from looking for anything outside this machine.
const SWITCHES: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--force-color-profile=srgb",
];

/// Milliseconds that a page may take to load or a script to answer. Axe reads a page of hundreds of
/// links for a second; beside a build it has been seen to take a minute.
const LONGEST: u32 = 180_000;

/// The browsers of one journey. Dropping it closes every window.
#[derive(Debug)]
pub struct Browser {
    running: Arc<Running>,
}

/// Kept by the browser and by each of its windows: whichever goes last closes them all.
#[derive(Debug)]
pub(crate) struct Running {
    // Ended first: browsers write into their profiles to the last.
    driver: Driver,
    profiles: TempDir,
    windows: AtomicU32,
    _turn: SemaphorePermit<'static>,
}

impl Browser {
    /// Waits for a turn, then starts a driver on a free port.
    pub async fn start() -> Outcome<Self> {
        let turn = TURNS.acquire().await.map_err(|e| Trouble::Setting(e.to_string()))?;
        let profiles = tempfile::Builder::new().prefix("nwd-browser-").tempdir()?;
        let running = Running { driver: Driver::start()?, profiles, windows: AtomicU32::new(1), _turn: turn };
        Ok(Self { running: Arc::new(running) })
    }

    /// Opens one person's window on the program at `address`, with nothing remembered from any other.
    pub async fn window(&self, view: View, address: &str) -> Outcome<Page> {
        let number = self.running.windows.fetch_add(1, Ordering::Relaxed);
        let profile = self.running.profiles.path().join(number.to_string());
        let client = self.connect(view, &profile).await?;
        let page = Page::new(client, view, address, Arc::clone(&self.running));
        page.is_wide(view.width, view.height, view.touch).await?;
        Ok(page)
    }

    async fn connect(&self, view: View, profile: &Path) -> Outcome<Client> {
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(view, profile))
            .connect(&self.running.driver.url())
            .await
            .map_err(|e| Trouble::Setting(format!("no browser window opened: {e}")))
    }
}

fn capabilities(view: View, profile: &Path) -> Capabilities {
    let mut arguments: Vec<String> = SWITCHES.iter().map(ToString::to_string).collect();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    arguments.push(format!("--window-size={},{}", view.width.max(500), view.height));
    let mut chrome = json!({ "args": arguments, "prefs": preferences(view) });
    if let Some(binary) = std::env::var("CHROMIUM").ok().or_else(debian_chromium) {
        chrome["binary"] = json!(binary);
    }
    let mut wanted = Capabilities::new();
    wanted.insert("goog:chromeOptions".into(), chrome);
    wanted.insert("timeouts".into(), json!({ "script": LONGEST, "pageLoad": LONGEST }));
    wanted.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL" }));
    wanted
}

fn debian_chromium() -> Option<String> {
    let path = "/usr/bin/chromium";
    Path::new(path).exists().then(|| path.to_string())
}

fn preferences(view: View) -> Value {
    let mut wanted = json!({
        "credentials_enable_service": false,
        "profile.password_manager_enabled": false,
        "intl.accept_languages": "en-GB",
    });
    if !view.scripts {
        wanted["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    wanted
}
