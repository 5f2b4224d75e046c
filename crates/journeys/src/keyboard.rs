//! The page by keyboard alone.

use crate::page::Page;
use crate::raw::Raw;
use crate::trouble::Outcome;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::Value;

/// More presses of Tab than any of our pages needs; past it the focus is going round in a trap.
const MOST_STOPS: usize = 400;

/// What has the focus: the role and name a screen reader speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Its role: "link", "button", "textbox", …
    pub role: String,
    /// Its spoken name.
    pub name: String,
}

/// Says what is wrong with how the focused element shows, or nothing. Nothing else may lie over it
/// (WCAG 2.2, 2.4.11) and it must be drawn differently from an unfocused one (2.4.7).
const FOCUS_FAULT: &str = "
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const labels = at.labels ? Array.from(at.labels) : [];
    const drawn = [at, ...labels];
    const over = document.elementFromPoint(x, y);
    const own = over && drawn.some(e => e.contains(over) || over.contains(e));
    if (!own) return 'is hidden behind ' + (over ? over.outerHTML.slice(0, 120) : 'the edge of the window');
    const marked = (style) => style.boxShadow !== 'none' || (style.outlineStyle !== 'none' && style.outlineWidth !== '0px');
    const looks = drawn.flatMap(e => [getComputedStyle(e), getComputedStyle(e, '::before'), getComputedStyle(e, '::after')]);
    return looks.some(marked) ? null : 'does not show that it has the focus';
";

impl Page {
    /// Presses a key ("Tab", Enter, Space, an arrow, Escape) wherever the focus is.
    pub async fn presses_key(&self, key: Key) -> Outcome {
        self.keys(&[], key).await
    }

    /// Presses Tab, and says where the focus is now; nothing when it has left the page.
    pub async fn tabs(&self) -> Outcome<Option<Stop>> {
        self.presses_key(Key::Tab).await?;
        self.focused().await
    }

    /// Presses Shift and Tab.
    pub async fn tabs_back(&self) -> Outcome<Option<Stop>> {
        self.keys(&[Key::Shift], Key::Tab).await?;
        self.focused().await
    }

    /// Presses Tab until the focus is on something with this spoken name.
    pub async fn tabs_to(&self, name: &str) -> Outcome {
        let mut passed = Vec::new();
        while passed.len() < MOST_STOPS {
            match self.tabs().await? {
                Some(stop) if stop.name == name => return Ok(()),
                Some(stop) => passed.push(stop.name),
                None => break,
            }
        }
        Err(self.trouble(format!("to reach \"{name}\" by Tab; it went: {}", passed.join(" > "))).await)
    }

    /// Types wherever the focus is.
    pub async fn types_here(&self, text: &str) -> Outcome {
        Ok(self.client.active_element().await?.send_keys(text).await?)
    }

    /// Tabs through the whole page from its top: each stop has a name, shows that it has the focus and
    /// is not covered, and the focus comes out at the end. Gives the stops in order.
    pub async fn every_stop_is_named_and_visible(&self) -> Outcome<Vec<Stop>> {
        self.reloads().await?;
        let mut stops = Vec::new();
        while let Some(stop) = self.tabs().await? {
            if stop.name.is_empty() {
                return Err(self
                    .trouble(format!("every stop to have a name; a {} has none", stop.role))
                    .await);
            }
            if let Value::String(fault) = self.ask(FOCUS_FAULT).await? {
                return Err(self.trouble(format!("focus to be visible; \"{}\" {fault}", stop.name)).await);
            }
            stops.push(stop);
            if stops.len() > MOST_STOPS {
                return Err(self.trouble("the focus to come to the page's end".into()).await);
            }
        }
        Ok(stops)
    }

    /// What has the focus now; nothing when it is the page itself.
    pub async fn focused(&self) -> Outcome<Option<Stop>> {
        let element = self.client.active_element().await?;
        if matches!(element.tag_name().await?.as_str(), "body" | "html") {
            return Ok(None);
        }
        let id = element.element_id();
        let name = self.client.issue_cmd(Raw::spoken_name(id.as_ref())).await?;
        let role = self.client.issue_cmd(Raw::spoken_role(id.as_ref())).await?;
        let said = |value: Value| value.as_str().unwrap_or_default().trim().to_string();
        Ok(Some(Stop { role: said(role), name: said(name) }))
    }

    async fn keys(&self, held: &[Key], pressed: Key) -> Outcome {
        let mut hand = KeyActions::new("keyboard".into());
        for key in held {
            hand = hand.then(KeyAction::Down { value: (*key).into() });
        }
        hand = hand.then(KeyAction::Down { value: pressed.into() });
        hand = hand.then(KeyAction::Up { value: pressed.into() });
        for key in held {
            hand = hand.then(KeyAction::Up { value: (*key).into() });
        }
        Ok(self.client.perform_actions(hand).await?)
    }
}
