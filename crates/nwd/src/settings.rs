//! Settings: one file and the environment, each documented in `docs/settings.md`.
//!
//! The command line counts before the environment, the environment before the
//! file, the file before what is built in. A wrong value is refused with a
//! sentence; nothing is guessed.

use clap::Args;
use serde::Deserialize;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};

/// What every command takes.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Given {
    /// The data folder: the embedded database and what belongs to it.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// The address to serve on.
    #[arg(long, value_name = "ADDR:PORT")]
    pub(crate) listen: Option<String>,
    /// A PostgreSQL database in place of the embedded one. The environment
    /// variable `NWD_DATABASE` keeps its password out of the list of processes.
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// The keys folder, outside data and back-ups.
    #[arg(long, value_name = "DIR")]
    pub(crate) keys: Option<PathBuf>,
    /// The folder that the sealed heads are written to each day, outside the data folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) heads: Option<PathBuf>,
    /// The settings file; `nwd.toml` in the data folder where there is one.
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
}

/// The settings file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    listen: Option<String>,
    database: Option<String>,
    keys: Option<PathBuf>,
    heads: Option<PathBuf>,
    https: Option<bool>,
    behind_proxy: Option<bool>,
}

/// The settings in force.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The data folder.
    pub(crate) data: PathBuf,
    /// The address to serve on.
    pub(crate) listen: SocketAddr,
    /// The PostgreSQL database; the embedded one where there is none.
    pub(crate) database: Option<String>,
    /// The keys folder.
    pub(crate) keys: PathBuf,
    /// Where the sealed heads are written each day.
    pub(crate) heads: PathBuf,
    /// Whether browsers reach the program over https.
    pub(crate) https: bool,
    /// Whether a proxy of ours tells the caller's address.
    pub(crate) behind_proxy: bool,
}

impl Settings {
    /// Puts together what was given, what the environment says and what is
    /// written, for a command whose data folder is `usual` unless said.
    pub(crate) fn read(
        given: &Given,
        usual: &str,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, String> {
        let data = given
            .data
            .clone()
            .or_else(|| environment("NWD_DATA").map(PathBuf::from))
            .unwrap_or_else(|| PathBuf::from(usual));
        let file = given.settings.clone().or_else(|| environment("NWD_SETTINGS").map(PathBuf::from));
        let written = read_file(file.as_deref(), &data.join("nwd.toml"))?;
        let listen = given
            .listen
            .clone()
            .or_else(|| environment("NWD_LISTEN"))
            .or(written.listen)
            .unwrap_or_else(|| "127.0.0.1:8080".into());
        let keys = given
            .keys
            .clone()
            .or_else(|| environment("NWD_KEYS").map(PathBuf::from))
            .or(written.keys)
            .unwrap_or_else(|| beside(&data, "keys"));
        let heads = given
            .heads
            .clone()
            .or_else(|| environment("NWD_HEADS").map(PathBuf::from))
            .or(written.heads)
            .unwrap_or_else(|| beside(&data, "heads"));
        let settings = Self {
            listen: listen.parse().map_err(|_| {
                format!("The address to serve on must look like 127.0.0.1:8080; it is '{listen}'.")
            })?,
            database: given.database.clone().or_else(|| environment("NWD_DATABASE")).or(written.database),
            https: switch("NWD_HTTPS", &environment)?.or(written.https).unwrap_or(false),
            behind_proxy: switch("NWD_BEHIND_PROXY", &environment)?.or(written.behind_proxy).unwrap_or(false),
            keys,
            heads,
            data,
        };
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), String> {
        let data = real(&self.data);
        if real(&self.keys).starts_with(&data) {
            return Err(format!(
                "The keys folder {} stands inside the data folder: a copy of the data would hold its own keys. \
                 Choose another with --keys.",
                self.keys.display()
            ));
        }
        if real(&self.heads).starts_with(&data) {
            return Err(format!(
                "The folder for sealed heads {} stands inside the data folder: whoever cuts off the end of the record \
                 there would cut them off as well. Choose another with --heads.",
                self.heads.display()
            ));
        }
        if !self.listen.ip().is_loopback() && !self.https {
            return Err(format!(
                "Serving on {} would send records unencrypted over a network. Put a proxy with https before the \
                 program and set https = true, or serve on 127.0.0.1.",
                self.listen
            ));
        }
        let is_postgres = |url: &String| url.starts_with("postgres://") || url.starts_with("postgresql://");
        if self.database.as_ref().is_some_and(|url| !is_postgres(url)) {
            return Err("The database must be an address like postgres://user@host/name.".into());
        }
        Ok(())
    }
}

impl fmt::Display for Settings {
    /// Every setting, secrets masked: printed at start.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  data          {}", self.data.display())?;
        writeln!(f, "  keys          {}", self.keys.display())?;
        writeln!(f, "  heads         {}", self.heads.display())?;
        let database = self.database.as_deref().map_or_else(|| "embedded (SQLite)".into(), masked);
        writeln!(f, "  database      {database}")?;
        writeln!(f, "  listen        {}", self.listen)?;
        writeln!(f, "  https         {}", self.https)?;
        write!(f, "  behind_proxy  {}", self.behind_proxy)
    }
}

/// A database address without its password.
fn masked(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return "(hidden)".into() };
    let rest = rest.split('?').next().unwrap_or_default();
    match rest.rsplit_once('@') {
        Some((user, host)) => format!("{scheme}://{}:***@{host}", user.split(':').next().unwrap_or_default()),
        None => format!("{scheme}://{rest}"),
    }
}

/// A folder as it lies on the disk, whatever way to it is written: from the
/// root, without detours, through its links as far as it is there.
fn real(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    whole.components().fold(PathBuf::new(), |mut at, part| {
        match part {
            Component::ParentDir => {
                at.pop();
            }
            part => at.push(part),
        }
        at.canonicalize().unwrap_or(at)
    })
}

/// A folder where none is said: beside the data folder, not inside.
fn beside(data: &Path, what: &str) -> PathBuf {
    let name = data.file_name().unwrap_or_default().to_string_lossy();
    data.with_file_name(format!("{name}-{what}"))
}

fn read_file(named: Option<&Path>, usual: &Path) -> Result<Written, String> {
    let path = match named {
        Some(path) => path,
        None if usual.exists() => usual,
        None => return Ok(Written::default()),
    };
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("The settings file {} cannot be read: {}.", path.display(), error.kind()))?;
    toml::from_str(&text)
        .map_err(|error| format!("The settings file {} is wrong: {}.", path.display(), error.message()))
}

fn switch(name: &str, environment: &impl Fn(&str) -> Option<String>) -> Result<Option<bool>, String> {
    match environment(name).as_deref() {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(_) => Err(format!("{name} must be true or false.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(listen: &str) -> Given {
        Given { listen: Some(listen.into()), data: Some("/srv/nwd".into()), ..Given::default() }
    }

    #[test]
    fn the_command_line_counts_before_the_environment() {
        let environment = |name: &str| (name == "NWD_LISTEN").then(|| "127.0.0.1:1".into());
        assert_eq!(Settings::read(&given("127.0.0.1:2"), "data", environment).unwrap().listen.port(), 2);
        assert_eq!(Settings::read(&Given::default(), "data", environment).unwrap().listen.port(), 1);
    }

    #[test]
    fn serving_records_unencrypted_over_a_network_is_refused() {
        let refused = Settings::read(&given("0.0.0.0:80"), "data", |_| None).err().unwrap();
        assert!(refused.contains("unencrypted"));
        let environment = |name: &str| (name == "NWD_HTTPS").then(|| "true".into());
        assert!(Settings::read(&given("0.0.0.0:80"), "data", environment).is_ok());
    }

    #[test]
    fn keys_do_not_stand_inside_the_data_folder() {
        let inside = Given { keys: Some("/srv/nwd/keys".into()), ..given("127.0.0.1:1") };
        assert!(Settings::read(&inside, "data", |_| None).is_err());
        let usual = Settings::read(&given("127.0.0.1:1"), "data", |_| None).unwrap();
        assert_eq!(usual.keys, Path::new("/srv/nwd-keys"));
    }

    #[test]
    fn keys_stand_inside_the_data_folder_however_the_way_to_them_is_written() {
        let folder = tempfile::TempDir::new().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        std::os::unix::fs::symlink(&data, folder.path().join("linked")).unwrap();
        for keys in ["data/keys", "other/../data/keys", "linked/keys", "linked/new/keys"] {
            let keys = Some(folder.path().join(keys));
            let inside = Given { data: Some(data.clone()), keys: keys.clone(), ..given("127.0.0.1:1") };
            assert!(Settings::read(&inside, "data", |_| None).is_err(), "{keys:?}");
        }
        let beside = Some(folder.path().join("data/../keys"));
        let beside = Given { data: Some(data), keys: beside, ..given("127.0.0.1:1") };
        assert!(Settings::read(&beside, "data", |_| None).is_ok());
    }

    #[test]
    fn heads_do_not_stand_inside_the_data_folder() {
        let inside = Given { heads: Some("/srv/nwd/heads".into()), ..given("127.0.0.1:1") };
        assert!(Settings::read(&inside, "data", |_| None).err().unwrap().contains("--heads"));
        let usual = Settings::read(&given("127.0.0.1:1"), "data", |_| None).unwrap();
        assert_eq!(usual.heads, Path::new("/srv/nwd-heads"));
    }

    #[test]
    fn what_is_wrong_is_said_in_a_sentence() {
        for (name, value) in [("NWD_HTTPS", "yes"), ("NWD_LISTEN", "here"), ("NWD_DATABASE", "mysql://x")] {
            let wrong =
                Settings::read(&Given::default(), "data", |asked| (asked == name).then(|| value.into()));
            assert!(wrong.err().unwrap().ends_with('.'), "{name}");
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        let database = Some("postgres://nwd:secret@db.example/nwd?password=secret".into());
        let settings =
            Settings { database, ..Settings::read(&given("127.0.0.1:1"), "data", |_| None).unwrap() };
        assert!(!settings.to_string().contains("secret"));
        assert!(settings.to_string().contains("postgres://nwd:***@db.example/nwd"));
    }
}
