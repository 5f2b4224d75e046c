//! Finding what a person would point at: by the words beside it, never by how the page is built.

use crate::page::Page;
use crate::trouble::Outcome;
use fantoccini::Locator;
use fantoccini::elements::Element;
use std::time::{Duration, Instant};

/// A thing on the page, said in words.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Thing<'a> {
    Button(&'a str),
    Link(&'a str),
    Field(&'a str),
    Disclosure(&'a str),
}

impl Thing<'_> {
    fn said(self) -> String {
        match self {
            Self::Button(name) => format!("the button \"{name}\""),
            Self::Link(name) => format!("the link \"{name}\""),
            Self::Field(label) => format!("the field \"{label}\""),
            Self::Disclosure(name) => format!("the details \"{name}\""),
        }
    }

    fn path(self) -> String {
        match self {
            Self::Button(name) => {
                let text = quoted(name);
                format!(
                    ".//button[normalize-space(.)={text}] | .//input[@type='submit' and @value={text}] \
                     | .//*[@role='button' and normalize-space(.)={text}]"
                )
            }
            Self::Link(name) => {
                format!(".//a[@href and not(@role='button') and normalize-space(.)={}]", quoted(name))
            }
            Self::Field(label) => {
                let label = format!("//label[normalize-space(.)={}]", quoted(label));
                format!(".//*[@id={label}/@for] | .{label}//*[self::input or self::select or self::textarea]")
            }
            Self::Disclosure(name) => format!(".//summary[normalize-space(.)={}]", quoted(name)),
        }
    }
}

/// The part of a page where something is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part<'a> {
    /// Anywhere on the page.
    Page,
    /// In the group of fields, card, row or section with these words as its legend, caption or heading.
    Group(&'a str),
}

impl Part<'_> {
    fn said(self) -> String {
        match self {
            Self::Page => String::new(),
            Self::Group(name) => format!(" under \"{name}\""),
        }
    }

    pub(crate) fn path(self) -> String {
        match self {
            Self::Page => "/html".into(),
            Self::Group(name) => {
                let is = format!("normalize-space(.)={}", quoted(name));
                format!(
                    "(//fieldset[.//legend[{is}]] | //table[caption[{is}]] | //tr[(th|td)[{is}]] \
                     | //dl/div[dt[{is}]] | //*[self::section or self::article or self::li or self::form]\
                     [.//*[self::h1 or self::h2 or self::h3 or self::h4][{is}]])[last()]"
                )
            }
        }
    }
}

impl Page {
    /// Waits for the one visible thing so named. Two are as bad as none: a person would not know
    /// which; links that lead to the same place count as one.
    pub(crate) async fn the(&self, thing: Thing<'_>, part: Part<'_>) -> Outcome<Element> {
        let began = Instant::now();
        loop {
            let mut found = self.visible(thing, part).await.unwrap_or_default();
            let ambiguous = found.len() > 1 && !self.lead_to_one_place(&found).await;
            if !found.is_empty() && !ambiguous {
                return Ok(found.remove(0));
            }
            if began.elapsed() > self.patience {
                let count = found.len();
                let what = format!("{}{}, and found {count} of it", thing.said(), part.said());
                return Err(self.trouble(what).await);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn visible(&self, thing: Thing<'_>, part: Part<'_>) -> Outcome<Vec<Element>> {
        let mut seen = Vec::new();
        for place in self.client.find_all(Locator::XPath(&part.path())).await? {
            for element in place.find_all(Locator::XPath(&thing.path())).await? {
                if shown(&element).await? {
                    seen.push(element);
                }
            }
        }
        Ok(seen)
    }

    async fn lead_to_one_place(&self, found: &[Element]) -> bool {
        let mut places = Vec::new();
        for element in found {
            places.push(element.attr("href").await.ok().flatten());
        }
        places.first().is_some_and(|first| first.is_some() && places.iter().all(|p| p == first))
    }
}

/// Radios and checkboxes are drawn by their label, so they count as shown though transparent.
async fn shown(element: &Element) -> Outcome<bool> {
    let kind = element.attr("type").await?;
    if matches!(kind.as_deref(), Some("radio" | "checkbox" | "file")) {
        let (_, _, width, height) = element.rectangle().await?;
        return Ok(width > 0.0 && height > 0.0);
    }
    Ok(element.is_displayed().await?)
}

/// A text as an `XPath` expression, whatever quotes it holds.
pub(crate) fn quoted(text: &str) -> String {
    let text = crate::page::one_line(text);
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let pieces: Vec<String> = text.split('\'').map(|piece| format!("'{piece}'")).collect();
    format!("concat({})", pieces.join(", \"'\", "))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_name_with_an_apostrophe_can_be_looked_for() {
        assert_eq!(quoted("O'Neil \"Bo\""), r#"concat('O', "'", 'Neil "Bo"')"#);
    }
}
