//! The mouse, where more than one press matters.

use crate::finding::{Part, Thing};
use crate::page::Page;
use crate::trouble::Outcome;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::json;

impl Page {
    /// Presses the button with this name twice, as quickly as an impatient hand.
    pub async fn double_clicks(&self, name: &str) -> Outcome {
        let button = self.the(Thing::Button(name), Part::Page).await?;
        let middle = "arguments[0].scrollIntoView({ block: 'center' })";
        self.client.execute(middle, vec![json!(button)]).await?;
        let press = || PointerAction::Down { button: MOUSE_BUTTON_LEFT };
        let release = || PointerAction::Up { button: MOUSE_BUTTON_LEFT };
        let hand = MouseActions::new("mouse".into())
            .then(PointerAction::MoveToElement { element: button, duration: None, x: 0.0, y: 0.0 })
            .then(press())
            .then(release())
            .then(press())
            .then(release());
        Ok(self.client.perform_actions(hand).await?)
    }
}
