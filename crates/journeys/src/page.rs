//! A page as one person has it open: going somewhere, and seeing what is there.

use crate::browser::Running;
use crate::raw::Raw;
use crate::trouble::{Outcome, Trouble};
use crate::view::View;
use fantoccini::{Client, Locator};
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Longest wait for something a page should show; generous, because the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(50);

/// One person's browser window.
#[derive(Debug)]
pub struct Page {
    pub(crate) client: Client,
    pub(crate) view: View,
    pub(crate) patience: Duration,
    address: String,
    // Held so that the window stays open when the journey keeps the page and lets the browser go.
    _browser: Arc<Running>,
}

impl Page {
    pub(crate) fn new(client: Client, view: View, address: &str, browser: Arc<Running>) -> Self {
        let address = address.trim_end_matches('/').to_string();
        Self { client, view, patience: PATIENCE, address, _browser: browser }
    }

    /// The same window, which waits no longer than this for what should be there: for a page on which it
    /// is known to be missing.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Opens a path of the program ("/people"), as somebody typing an address would.
    pub async fn goes_to(&self, path: &str) -> Outcome {
        Ok(self.client.goto(&format!("{}{path}", self.address)).await?)
    }

    /// Goes back one page.
    pub async fn goes_back(&self) -> Outcome {
        Ok(self.client.back().await?)
    }

    /// Loads the same page again.
    pub async fn reloads(&self) -> Outcome {
        Ok(self.client.refresh().await?)
    }

    /// The path and query now in the address bar.
    pub async fn path(&self) -> Outcome<String> {
        let url = self.client.current_url().await?;
        let query = url.query().map(|q| format!("?{q}")).unwrap_or_default();
        Ok(format!("{}{query}", url.path()))
    }

    /// The page's title.
    pub async fn title(&self) -> Outcome<String> {
        Ok(self.client.title().await?)
    }

    /// All text a person can see on the page, with runs of white space as one space.
    pub async fn text(&self) -> Outcome<String> {
        let body = self.client.find(Locator::Css("body")).await?;
        Ok(one_line(&body.text().await?))
    }

    /// The status the server answered this page with (200, 422, …).
    pub async fn status(&self) -> Outcome<u64> {
        let script = "return performance.getEntriesByType('navigation')[0].responseStatus";
        Ok(self.ask(script).await?.as_u64().unwrap_or_default())
    }

    /// Waits until the page shows this text.
    pub async fn sees(&self, wanted: &str) -> Outcome {
        let wanted = one_line(wanted);
        self.until(|| async { Ok(self.text().await?.contains(&wanted)) }, || format!("to see \"{wanted}\""))
            .await
    }

    /// Fails when the page shows this text now. Say first what *is* seen, or this passes on a blank page.
    pub async fn does_not_see(&self, unwanted: &str) -> Outcome {
        if self.text().await?.contains(&one_line(unwanted)) {
            return Err(self.trouble(format!("not to see \"{unwanted}\"")).await);
        }
        Ok(())
    }

    /// Waits until the page's first heading is exactly this.
    pub async fn is_headed(&self, wanted: &str) -> Outcome {
        let heading = || async {
            let found = self.client.find_all(Locator::Css("h1")).await?;
            match found.first() {
                Some(h1) => Ok(one_line(&h1.text().await?) == one_line(wanted)),
                None => Ok(false),
            }
        };
        self.until(heading, || format!("the heading \"{wanted}\"")).await
    }

    /// Waits until the address bar shows this path (and query).
    pub async fn is_at(&self, wanted: &str) -> Outcome {
        self.until(|| async { Ok(self.path().await? == wanted) }, || format!("to be at {wanted}")).await
    }

    /// Fails when a script failed, or the page's own rules stopped something, since last asked.
    pub async fn had_no_script_errors(&self) -> Outcome {
        let log = self.client.issue_cmd(Raw::log()).await?;
        let errors: Vec<&str> =
            log.as_array().map(Vec::as_slice).unwrap_or_default().iter().filter_map(severe).collect();
        if errors.is_empty() {
            return Ok(());
        }
        Err(self.trouble(format!("no script errors, but: {}", errors.join("; "))).await)
    }

    /// Runs a script in the page and gives what it returns; works with the page's own scripts off.
    pub async fn ask(&self, script: &str) -> Outcome<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Runs a script before a page's own, on each page that is opened from now on.
    pub async fn begins_pages_with(&self, script: &str) -> Outcome {
        let script = serde_json::json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &script).await.map(drop)
    }

    /// A command of the browser's debugging protocol.
    pub(crate) async fn devtools(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        Ok(self.client.issue_cmd(Raw::devtools(command, parameters)).await?)
    }

    /// Asks again and again until the answer is yes, or fails with what was hoped for. A page that
    /// changes under the question makes it fail once; only the last failure counts.
    pub(crate) async fn until<Ask, Answer>(&self, ask: Ask, hoped: impl FnOnce() -> String) -> Outcome
    where
        Ask: Fn() -> Answer,
        Answer: Future<Output = Outcome<bool>>,
    {
        let began = Instant::now();
        loop {
            let answer = ask().await;
            if matches!(answer, Ok(true)) {
                return Ok(());
            }
            if began.elapsed() > self.patience {
                answer?;
                return Err(self.trouble(hoped()).await);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// What was expected, with the page's address, title and a picture of it.
    pub(crate) async fn trouble(&self, expected: String) -> Trouble {
        let shown = self.text().await.unwrap_or_default();
        let start: String = shown.chars().take(300).collect();
        Trouble::Page {
            expected: format!("expected {expected}\n  the page says: {start}"),
            address: self.path().await.unwrap_or_default(),
            title: self.title().await.unwrap_or_default(),
            picture: self.picture_of_trouble().await,
        }
    }
}

/// The message of a logged error. A page answering 4xx is logged as one too, and is normal life here.
fn severe(entry: &Value) -> Option<&str> {
    let message = entry["message"].as_str()?;
    let answered = entry["source"] == "network" && message.contains("server responded with a status of 4");
    (entry["level"] == "SEVERE" && !answered).then_some(message)
}

/// White space as a reader sees it.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{one_line, severe};
    use serde_json::json;

    #[test]
    fn white_space_is_compared_as_a_reader_sees_it() {
        assert_eq!(one_line("  Asha\n\t Bo "), "Asha Bo");
    }

    #[test]
    fn a_refused_form_is_not_a_script_error_but_a_broken_server_is() {
        let logged = |message: &str| json!({ "level": "SEVERE", "source": "network", "message": message });
        let refused = logged(
            "http://127.0.0.1/x - Failed to load resource: the server responded with a status of 422 ()",
        );
        let broken = logged(
            "http://127.0.0.1/x - Failed to load resource: the server responded with a status of 500 ()",
        );
        assert_eq!(severe(&refused), None);
        assert!(severe(&broken).is_some());
    }

    #[test]
    fn a_notice_is_not_an_error() {
        assert_eq!(severe(&json!({ "level": "INFO", "source": "console-api", "message": "hello" })), None);
    }
}
