//! What a person does on a page: types, chooses, presses, follows.

use crate::finding::{Part, Thing, quoted};
use crate::page::Page;
use crate::trouble::Outcome;
use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Replaces what a field holds, and says so as the browser would.
const PASTE: &str = "
    arguments[0].value = arguments[1];
    arguments[0].dispatchEvent(new Event('input', { bubbles: true }));
";

impl Page {
    /// Replaces what the field with this label holds.
    pub async fn types(&self, label: &str, text: &str) -> Outcome {
        let field = self.the(Thing::Field(label), Part::Page).await?;
        retype(&field, text).await
    }

    /// Puts text into the field with this label at once, as from another program: also what no key types.
    pub async fn pastes(&self, label: &str, text: &str) -> Outcome {
        let field = self.the(Thing::Field(label), Part::Page).await?;
        self.client.execute(PASTE, vec![json!(field), json!(text)]).await?;
        Ok(())
    }

    /// Types into a field inside a group: `types_in("Date of birth", "Day", "4")`.
    pub async fn types_in(&self, group: &str, label: &str, text: &str) -> Outcome {
        let field = self.the(Thing::Field(label), Part::Group(group)).await?;
        retype(&field, text).await
    }

    /// Selects the radio button or ticks the checkbox with this label; does nothing when it already is.
    pub async fn chooses(&self, label: &str) -> Outcome {
        let choice = self.the(Thing::Field(label), Part::Page).await?;
        tick(&choice).await
    }

    /// The same inside a group, by the group's legend.
    pub async fn chooses_in(&self, group: &str, label: &str) -> Outcome {
        let choice = self.the(Thing::Field(label), Part::Group(group)).await?;
        tick(&choice).await
    }

    /// Picks an option from the list with this label.
    pub async fn picks(&self, label: &str, option: &str) -> Outcome {
        let list = self.the(Thing::Field(label), Part::Page).await?;
        let wanted = format!(".//option[normalize-space(.)={}]", quoted(option));
        let Some(found) = list.find_all(Locator::XPath(&wanted)).await?.into_iter().next() else {
            return Err(self.trouble(format!("\"{option}\" in the list \"{label}\"")).await);
        };
        Ok(found.click().await?)
    }

    /// Gives a file to the upload field with this label.
    pub async fn attaches(&self, label: &str, file: &Path) -> Outcome {
        let field = self.the(Thing::Field(label), Part::Page).await?;
        Ok(field.send_keys(&file.display().to_string()).await?)
    }

    /// Gives several files to the upload field with this label.
    pub async fn attaches_all(&self, label: &str, files: &[PathBuf]) -> Outcome {
        let field = self.the(Thing::Field(label), Part::Page).await?;
        let paths: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        Ok(field.send_keys(&paths.join("\n")).await?)
    }

    /// Fills in the three boxes of a day: `types_day("First day", "4 6 2026")`.
    pub async fn types_day(&self, question: &str, day: &str) -> Outcome {
        for (label, part) in ["Day", "Month", "Year"].into_iter().zip(day.split(' ')) {
            self.types_in(question, label, part).await?;
        }
        Ok(())
    }

    /// Presses the button with this name, and waits for the page it leads to.
    pub async fn presses(&self, name: &str) -> Outcome {
        Ok(self.the(Thing::Button(name), Part::Page).await?.click().await?)
    }

    /// The same inside a section, card, row or group, by its heading, first cell or legend.
    pub async fn presses_in(&self, group: &str, name: &str) -> Outcome {
        Ok(self.the(Thing::Button(name), Part::Group(group)).await?.click().await?)
    }

    /// Follows the link with this text, visually hidden words included ("Change date of birth").
    pub async fn follows(&self, name: &str) -> Outcome {
        Ok(self.the(Thing::Link(name), Part::Page).await?.click().await?)
    }

    /// The same inside a section, card, row or group.
    pub async fn follows_in(&self, group: &str, name: &str) -> Outcome {
        Ok(self.the(Thing::Link(name), Part::Group(group)).await?.click().await?)
    }

    /// Opens (or closes) the details with this summary.
    pub async fn unfolds(&self, summary: &str) -> Outcome {
        Ok(self.the(Thing::Disclosure(summary), Part::Page).await?.click().await?)
    }

    /// What the field with this label holds now.
    pub async fn value_of(&self, label: &str) -> Outcome<String> {
        let field = self.the(Thing::Field(label), Part::Page).await?;
        Ok(field.prop("value").await?.unwrap_or_default())
    }

    /// Waits until the field with this label holds exactly this.
    pub async fn finds_typed(&self, label: &str, wanted: &str) -> Outcome {
        let holds = || async { Ok(self.value_of(label).await? == wanted) };
        self.until(holds, || format!("the field \"{label}\" to hold \"{wanted}\"")).await
    }

    /// Whether the radio button or checkbox with this label is chosen.
    pub async fn is_chosen(&self, label: &str) -> Outcome<bool> {
        Ok(self.the(Thing::Field(label), Part::Page).await?.is_selected().await?)
    }
}

async fn retype(field: &Element, text: &str) -> Outcome {
    field.clear().await?;
    Ok(field.send_keys(text).await?)
}

async fn tick(choice: &Element) -> Outcome {
    if choice.is_selected().await? {
        return Ok(());
    }
    Ok(choice.click().await?)
}
