//! Accessibility as axe-core sees it.

use crate::page::Page;
use crate::trouble::Outcome;
use fantoccini::error::CmdError;
use serde_json::{Value, json};

const AXE: &str = include_str!("../assets/axe.min.js");

/// WCAG 2.2, levels A and AA, with all they take over from 2.0 and 2.1.
const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// With scripts off timers never fire, though promises do; nothing of the page's own can notice.
const WITHOUT_TIMERS: &str = "
    window.setTimeout = (then, _, ...given) => { Promise.resolve().then(() => then(...given)); return 0; };
    window.requestAnimationFrame = (then) => { Promise.resolve().then(() => then(0)); return 0; };
";

/// A page that was looked at in one width has axe still when it is looked at in another.
const NOT_THERE_YET: &str = "return !window.axe";

const RUN: &str = "
    const done = arguments[1];
    window.axe.run(document, { runOnly: { type: 'tag', values: arguments[0] }, resultTypes: ['violations'] })
        .then(found => done(found.violations), fault => done(String(fault)));
";

/// One rule broken on a page, with each place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule's short name: "label", "color-contrast", …
    pub rule: String,
    /// What the rule asks, in a sentence.
    pub asks: String,
    /// The start of each offending element.
    pub places: Vec<String>,
}

impl Page {
    /// Fails when axe finds anything against WCAG 2.2 AA, anywhere on the page.
    pub async fn has_no_axe_violations(&self) -> Outcome {
        let found = self.axe_violations().await?;
        if found.is_empty() {
            return Ok(());
        }
        let said: Vec<String> = found.iter().map(Violation::said).collect();
        Err(self.trouble(format!("no axe violation, but:\n    {}", said.join("\n    "))).await)
    }

    /// What axe finds against WCAG 2.2 AA, with nothing excluded.
    pub async fn axe_violations(&self) -> Outcome<Vec<Violation>> {
        if self.ask(NOT_THERE_YET).await? == Value::Bool(true) {
            if !self.view.scripts {
                self.ask(WITHOUT_TIMERS).await?;
            }
            self.ask(AXE).await?;
        }
        let found = self.client.execute_async(RUN, vec![json!(TAGS)]).await?;
        match found {
            Value::Array(rules) => Ok(rules.iter().map(violation).collect()),
            fault => Err(CmdError::NotW3C(fault).into()),
        }
    }
}

impl Violation {
    fn said(&self) -> String {
        format!("{}: {} at {}", self.rule, self.asks, self.places.join(", "))
    }
}

fn violation(found: &Value) -> Violation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let places = found["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    Violation {
        rule: text(&found["id"]),
        asks: text(&found["help"]),
        places: places.iter().map(|node| text(&node["html"])).collect(),
    }
}
