//! Commands beside a running server. One process holds the data folder of the
//! embedded database; a command that finds it taken hands its work over
//! through a socket in that folder, which only its owner can open.
//!
//! Each side speaks in lines of JSON: the command one [`Asked`] and then its
//! answers, the server what is said.

use crate::commands::{Asked, Said, Talk, Terminal};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::unix::OwnedReadHalf;
use tokio::net::{UnixListener, UnixStream};
use tokio::task::{JoinHandle, JoinSet};
use work::House;

fn socket(data: &Path) -> PathBuf {
    data.join("nwd.sock")
}

/// The server that holds a data folder, where one is running.
pub(crate) async fn reach(data: &Path) -> Option<UnixStream> {
    UnixStream::connect(socket(data)).await.ok()
}

/// Hands a command over, and shows what the server says of it.
pub(crate) async fn hand_over(
    server: UnixStream,
    asked: &Asked,
    terminal: &Terminal,
) -> Result<ExitCode, String> {
    let lost = |error: std::io::Error| format!("The running server cannot be spoken to: {}.", error.kind());
    let (reading, mut writing) = server.into_split();
    let asked = serde_json::to_string(asked).map_err(|_| "The command cannot be handed over.".to_owned())?;
    writing.write_all((asked + "\n").as_bytes()).await.map_err(lost)?;
    let (talk, listener, mut given) = Talk::afar();
    let hearing = tokio::spawn(async move {
        let mut lines = BufReader::new(reading).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            if let Ok(said) = serde_json::from_str(&line) {
                talk.say(said);
            }
        }
    });
    let answering = tokio::spawn(async move {
        while let Some(answer) = given.recv().await {
            let line = if answer { "yes\n" } else { "no\n" };
            if writing.write_all(line.as_bytes()).await.is_err() {
                return;
            }
        }
        // Held open: a server that sees it closed stops the command.
        std::future::pending::<()>().await;
    });
    let shown = terminal.show(listener).await;
    hearing.abort();
    answering.abort();
    shown
}

/// Listens for commands until it is aborted; those under way then end with it.
pub(crate) fn listen(house: House, data: &Path) -> Result<JoinHandle<()>, String> {
    let path = socket(data);
    let cannot = |error: std::io::Error| {
        format!("Commands beside this server cannot be heard at {}: {}.", path.display(), error.kind())
    };
    // What a killed server left behind; the lock of the data folder is ours.
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(cannot(error)),
        _ => {}
    }
    let listener = UnixListener::bind(&path).map_err(cannot)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).map_err(cannot)?;
    let owner = std::fs::metadata(&path).map_err(cannot)?.uid();
    Ok(tokio::spawn(async move {
        let mut commands = JoinSet::new();
        loop {
            match listener.accept().await {
                Ok((stream, _)) if is_owner(&stream, owner) => {
                    commands.spawn(serve(house.clone(), stream));
                }
                Ok(_) => tracing::warn!("somebody else's command was not listened to"),
                Err(error) => {
                    tracing::warn!(error = %error.kind(), "a command could not be heard");
                    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
                }
            }
            while commands.try_join_next().is_some() {}
        }
    }))
}

/// Takes the socket away when the server ends.
pub(crate) fn leave(data: &Path) {
    let _ = std::fs::remove_file(socket(data));
}

/// Between binding and narrowing the socket others could have opened it.
fn is_owner(stream: &UnixStream, owner: u32) -> bool {
    stream.peer_cred().is_ok_and(|peer| [owner, 0].contains(&peer.uid()))
}

async fn serve(house: House, stream: UnixStream) {
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    let Ok(Some(line)) = lines.next_line().await else { return };
    let Ok(asked) = serde_json::from_str::<Asked>(&line) else {
        let sentence = "The running server is of another release and does not know this command.";
        let _ = writing.write_all(as_line(&Said::Wrong(sentence.into())).as_bytes()).await;
        return;
    };
    tracing::info!(command = asked.name(), "a command was handed over");
    let (talk, listener) = Talk::new();
    let answers = listener.answers;
    let mut said = listener.said;
    let telling = async {
        while let Some(said) = said.recv().await {
            let is_last = matches!(said, Said::End(_) | Said::Wrong(_));
            if writing.write_all(as_line(&said).as_bytes()).await.is_err() || is_last {
                return;
            }
        }
    };
    let carrying_out = async {
        asked.carry_out(&house, &talk).await;
        // Its last word is still on its way.
        std::future::pending::<()>().await;
    };
    tokio::select! {
        () = telling => {}
        () = carrying_out => {}
        () = hear(lines, &answers) => tracing::info!("whoever handed a command over has gone; it was stopped"),
    }
}

/// Passes answers on; completes when the other side has gone.
async fn hear(
    mut lines: Lines<BufReader<OwnedReadHalf>>,
    answers: &tokio::sync::mpsc::UnboundedSender<bool>,
) {
    while let Ok(Some(line)) = lines.next_line().await {
        let _ = answers.send(line.trim() == "yes");
    }
}

fn as_line(said: &Said) -> String {
    serde_json::to_string(said).map_or_else(|_| String::new(), |line| line + "\n")
}
