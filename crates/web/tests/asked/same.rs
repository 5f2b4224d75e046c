//! What of two answers must be the same.

use crate::asking::Answer;
use std::fmt::Write;

impl Answer {
    /// Everything of the answer without what differs from one answer to the
    /// next: the nonce, the date, and what the asker sent themself.
    pub(crate) fn without(&self, sent: &[&str]) -> String {
        let mut text = format!("{}\n", self.status);
        for (name, value) in &self.headers {
            if name != "date" {
                let _ = writeln!(text, "{name}: {}", value.to_str().unwrap());
            }
        }
        text.push_str(std::str::from_utf8(&self.body).unwrap());
        let nonce = self.nonce();
        let sent = sent.iter().copied().filter(|sent| !sent.is_empty());
        sent.chain(nonce.as_deref()).fold(text, |text, differs| text.replace(differs, "…"))
    }

    fn nonce(&self) -> Option<String> {
        let policy = self.headers.get("content-security-policy")?.to_str().ok()?;
        Some(policy.split_once("'nonce-")?.1.split_once('\'')?.0.to_owned())
    }
}
