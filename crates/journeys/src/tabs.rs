//! A second tab of the same browser, where somebody is signed in already.

use crate::page::Page;
use crate::trouble::{Outcome, Trouble};

impl Page {
    /// Opens a path in a second tab and looks at it; the first tab stays as it is.
    pub async fn opens_in_a_second_tab(&self, path: &str) -> Outcome {
        let tab = self.client.new_window(true).await?.handle;
        self.client.switch_to_window(tab).await?;
        self.is_wide(self.view.width, self.view.height, self.view.touch).await?;
        self.goes_to(path).await
    }

    /// Closes the second tab and looks at the first again.
    pub async fn goes_back_to_the_first_tab(&self) -> Outcome {
        self.client.close_window().await?;
        let first = self.client.windows().await?.into_iter().next();
        let first = first.ok_or_else(|| Trouble::Setting("the browser has no tab left".into()))?;
        Ok(self.client.switch_to_window(first).await?)
    }
}
