//! The page in narrow windows and at great zoom.

use crate::page::Page;
use crate::trouble::Outcome;
use serde_json::{Value, json};

/// 320 CSS pixels: the narrowest phone, and a 1280 pixel window at 400 % zoom (WCAG 2.2, 1.4.10).
const NARROW: u32 = 320;

/// Names what sticks out to the right, leaving aside what scrolls inside a box of its own.
const STICKING_OUT: &str = "
    const wide = document.documentElement.scrollWidth;
    const room = document.documentElement.clientWidth;
    if (wide <= room) return null;
    const scrolls = e => { for (let p = e.parentElement; p; p = p.parentElement)
        if (p !== document.body && p !== document.documentElement && getComputedStyle(p).overflowX !== 'visible') return true;
        return false; };
    const out = Array.from(document.body.querySelectorAll('*'))
        .filter(e => e.getBoundingClientRect().right > room + 1 && !scrolls(e)).slice(-3)
        .map(e => e.outerHTML.slice(0, 160));
    return wide + ' pixels in a window of ' + room + ': ' + out.join(' … ');
";

impl Page {
    /// Fails when the page scrolls sideways in this window.
    pub async fn does_not_scroll_sideways(&self) -> Outcome {
        match self.ask(STICKING_OUT).await? {
            Value::String(fault) => Err(self.trouble(format!("no sideways scrolling, but {fault}")).await),
            _ => Ok(()),
        }
    }

    /// The same in a window 320 pixels wide, which is then put back.
    pub async fn does_not_scroll_sideways_at_320(&self) -> Outcome {
        self.becomes_narrow().await?;
        let outcome = self.does_not_scroll_sideways().await;
        self.is_as_wide_as_before().await?;
        outcome
    }

    /// Makes the window 320 pixels wide, with the page as it stands.
    pub async fn becomes_narrow(&self) -> Outcome {
        self.is_wide(NARROW, 640, false).await
    }

    /// Gives the window the width back that it was opened with.
    pub async fn is_as_wide_as_before(&self) -> Outcome {
        self.is_wide(self.view.width, self.view.height, self.view.touch).await
    }

    /// Sets the window's size in CSS pixels.
    pub(crate) async fn is_wide(&self, width: u32, height: u32, touch: bool) -> Outcome {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch });
        self.devtools("Emulation.setDeviceMetricsOverride", &size).await?;
        self.devtools("Emulation.setTouchEmulationEnabled", &json!({ "enabled": touch })).await?;
        Ok(())
    }
}
