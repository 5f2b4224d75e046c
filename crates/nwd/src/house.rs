//! Opening the house: keys, database, sealer.

use crate::chance::{SystemChance, SystemClock};
use crate::settings::Settings;
use practice::ids::AuthorityId;
use records::{Keys, Records};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use work::jobs::Worker;
use work::{Chance, House};

/// The key that signs, in the keys folder.
const SEAL_KEY: &str = "seal.key";
/// The note of the installation that something was begun in its database.
const BEGUN: &str = "begun";
/// How often unsealed events are sealed.
const SEAL_EVERY: Duration = Duration::from_secs(1);

/// Opens keys and database. A new installation gets its keys, and the
/// recovery kit that goes with them. A database in which nothing was ever
/// begun, beside the keys of a council, is refused: its records are lost, or
/// elsewhere.
pub(crate) async fn open(settings: &Settings) -> Result<House, String> {
    let has_data = settings.database.is_some() || settings.data.join("nwd.db").exists();
    if !has_data && has_keys_of_a_council(settings) {
        return Err(lost_data(settings));
    }
    let house = open_anew(settings).await?;
    if !is_begun(&house).await? && has_keys_of_a_council(settings) {
        return Err(lost_data(settings));
    }
    begin(&house).await?;
    Ok(house)
}

/// The same where the database is being made anew beside keys of before.
pub(crate) async fn open_anew(settings: &Settings) -> Result<House, String> {
    refuse_lost_keys(settings)?;
    let mut random = [0; 32];
    SystemChance.fill(&mut random);
    let (keys, made) = Keys::open(&settings.keys, random).map_err(|error| error.to_string())?;
    if made {
        SystemChance.fill(&mut random);
        keys.add_council(AuthorityId::INSTALLATION, random).map_err(|error| error.to_string())?;
    }
    let keys = Arc::new(keys);
    let opened = records_with(settings, &keys, made).await;
    if made {
        match &opened {
            Ok(_) => tell_of_keys(&keys),
            // What was just made belongs to nothing; the next start must ask again.
            Err(_) => keys.take_back().map_err(|error| error.to_string())?,
        }
    }
    let records = opened?;
    Ok(House { records, clock: Arc::new(SystemClock), chance: Arc::new(SystemChance) })
}

/// Opens keys and database that are there, for a command that looks at them:
/// an empty house would be found in perfect order.
pub(crate) async fn open_existing(settings: &Settings) -> Result<House, String> {
    let has_data = settings.database.is_some() || settings.data.join("nwd.db").exists();
    match (has_data, settings.keys.join(SEAL_KEY).exists()) {
        (true, true) => {}
        (true, false) => return Err(lost_seal(settings)),
        (false, true) => return Err(lost_data(settings)),
        (false, false) => return Err(nothing_kept(&format!("the data folder {}", settings.data.display()))),
    }
    let house = open_anew(settings).await?;
    match (is_begun(&house).await?, has_keys_of_a_council(settings)) {
        (true, _) => Ok(house),
        (false, true) => Err(lost_data(settings)),
        (false, false) => Err(nothing_kept("the database")),
    }
}

/// Whether anything was ever begun in the database: a first start says so before it makes a council's keys.
async fn is_begun(house: &House) -> Result<bool, String> {
    let said = house.records.installation(BEGUN).await.map_err(|error| error.to_string())?;
    let councils = house.records.councils().await.map_err(|error| error.to_string())?;
    Ok(said.is_some() || !councils.is_empty())
}

/// Says in the database that something was begun in it.
pub(crate) async fn begin(house: &House) -> Result<(), String> {
    let said = house.records.installation(BEGUN).await.map_err(|error| error.to_string())?;
    if said.is_some() {
        return Ok(());
    }
    house.records.set_installation(BEGUN, "yes").await.map_err(|error| error.to_string())
}

/// Opens the database. One that holds records is not opened with keys that
/// were made a moment ago.
async fn records_with(settings: &Settings, keys: &Arc<Keys>, made: bool) -> Result<Records, String> {
    let records = match &settings.database {
        Some(url) => Records::open_postgres(url, &settings.data, Arc::clone(keys)).await,
        None => Records::open_sqlite(&settings.data, Arc::clone(keys)).await,
    }
    .map_err(|error| format!("The database cannot be opened: {error}."))?;
    let councils = records.councils().await.map_err(|error| error.to_string())?;
    if made && !councils.is_empty() {
        return Err(
            "The database holds records and its keys are missing. Say where they are with --keys.".into()
        );
    }
    Ok(records)
}

/// New keys beside old data would make what is protected unreadable for ever
/// and hide that the old ones are missing.
fn refuse_lost_keys(settings: &Settings) -> Result<(), String> {
    let has_seal = settings.keys.join(SEAL_KEY).exists();
    let has_vault = !vault_keys(settings).is_empty();
    let has_data = settings.database.is_none() && settings.data.join("nwd.db").exists();
    if !has_seal && (has_vault || has_data) {
        return Err(lost_seal(settings));
    }
    Ok(())
}

fn nothing_kept(place: &str) -> String {
    format!("Nothing is kept in {place}. Say where the data is with --data or --database.")
}

fn lost_seal(settings: &Settings) -> String {
    format!(
        "The seal key is missing from the keys folder {}. Bring the folder back from the copy made at first start, \
         or say where it is with --keys.",
        settings.keys.display()
    )
}

fn lost_data(settings: &Settings) -> String {
    format!(
        "The keys folder {} holds the keys of a council, and its records are not there. Bring them back from a \
         back-up, or say where they are with --data or --database.",
        settings.keys.display()
    )
}

fn has_keys_of_a_council(settings: &Settings) -> bool {
    let own = format!("vault-{}.key", AuthorityId::INSTALLATION);
    vault_keys(settings).iter().any(|name| *name != own)
}

fn vault_keys(settings: &Settings) -> Vec<String> {
    let entries = std::fs::read_dir(&settings.keys).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("vault-") && name.strip_suffix(".key").is_some()).collect()
}

/// The recovery kit: what to keep, where, and what is lost with it. On a
/// terminal it shows the seal key's public half, never a secret: what a
/// terminal shows may be recorded.
fn tell_of_keys(keys: &Keys) {
    let folder = keys.folder().display();
    crate::complain(&format!(
        "\nRecovery kit\n\
         New keys were made in {folder}.\n\
         1. Copy this folder now to two places that nobody else can open, neither of them this computer.\n\
         2. Without vault-*.key no address, telephone number or draft can be read again, by anybody.\n\
         3. Without seal.key the record can be read, and new seals need a new key.\n\
         4. Copy it again whenever a council is added.\n\
         Public half of the seal key: {}\n",
        keys.public_key()
    ));
    if !std::io::stderr().is_terminal() {
        crate::complain("(These lines hold no secret.)\n");
    }
}

/// Seals every second until it is stopped. A new start looks at the whole
/// journal once, for what a crash left unsealed.
pub(crate) fn keep_sealing(house: House) -> JoinHandle<()> {
    let holder = house.blind_id();
    tokio::spawn(async move {
        let mut thorough = true;
        loop {
            match house.records.seal(holder, house.now(), thorough).await {
                Ok(_) => thorough = false,
                Err(error) => tracing::warn!(%error, "sealing waits"),
            }
            tokio::time::sleep(SEAL_EVERY).await;
        }
    })
}

/// Does jobs until the sender is dropped; a job under way is put back then.
pub(crate) fn keep_working(house: House, heads: Option<PathBuf>) -> (oneshot::Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = oneshot::channel();
    let worker = Worker::new(house, heads);
    let working = tokio::spawn(worker.keep_working(async move {
        let _ = stopped.await;
    }));
    (stop, working)
}

/// Seals what is left, at the end of a command.
pub(crate) async fn seal_all(house: &House) -> Result<(), String> {
    let sealed = house.records.seal(house.blind_id(), house.now(), true).await;
    sealed.map(|_| ()).map_err(|error| format!("Not everything was sealed: {error}."))
}
