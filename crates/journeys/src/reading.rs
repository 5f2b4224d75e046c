//! Reading a page more closely: order, how often, and where its links lead.

use crate::finding::{Part, quoted};
use crate::page::{Page, one_line};
use crate::trouble::Outcome;
use fantoccini::Locator;
use serde_json::Value;

/// Addresses of the page's links within the program, each once, without what follows a `#`.
const LINKS: &str = "
    return [...new Set(Array.from(document.querySelectorAll('a[href]'))
        .filter(a => a.origin === location.origin && a.protocol.startsWith('http'))
        .map(a => a.pathname + a.search))];
";
/// Asks for an address as a link would, and answers with the status.
const STATUS_OF: &str = "
    const done = arguments[1];
    fetch(arguments[0], { redirect: 'manual' })
        .then(answer => done(answer.type === 'opaqueredirect' ? 303 : answer.status), () => done(0));
";

impl Page {
    /// Waits until both texts are seen, and fails when the first does not stand before the second.
    pub async fn sees_before(&self, first: &str, second: &str) -> Outcome {
        self.sees(first).await?;
        self.sees(second).await?;
        let text = self.text().await?;
        if text.find(&one_line(first)) < text.find(&one_line(second)) {
            return Ok(());
        }
        Err(self.trouble(format!("\"{first}\" before \"{second}\"")).await)
    }

    /// Waits until the section, card, row or group with this heading shows this text.
    pub async fn sees_under(&self, group: &str, wanted: &str) -> Outcome {
        let wanted = one_line(wanted);
        let path = Part::Group(group).path();
        let shows = || async {
            for place in self.client.find_all(Locator::XPath(&path)).await? {
                if one_line(&place.text().await?).contains(&wanted) {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        self.until(shows, || format!("to see \"{wanted}\" under \"{group}\"")).await
    }

    /// How often a text stands on the page now.
    pub async fn times(&self, text: &str) -> Outcome<usize> {
        Ok(self.text().await?.matches(&one_line(text)).count())
    }

    /// The visible words of every link and heading of these kinds ("a", "h2"), in order.
    pub async fn words_of(&self, kind: &str) -> Outcome<Vec<String>> {
        let mut words = Vec::new();
        for element in self.client.find_all(Locator::Css(kind)).await? {
            let text = one_line(&element.text().await?);
            if !text.is_empty() {
                words.push(text);
            }
        }
        Ok(words)
    }

    /// What stands beside a name in a list of facts: `fact("Born")`.
    pub async fn fact(&self, name: &str) -> Outcome<String> {
        let path = format!("//dl/div[dt[normalize-space(.)={}]]/dd[1]", quoted(name));
        match self.client.find_all(Locator::XPath(&path)).await?.first() {
            Some(found) => Ok(one_line(&found.text().await?)),
            None => Err(self.trouble(format!("the fact \"{name}\"")).await),
        }
    }

    /// The file or path that the link with these words leads to, without following it.
    pub async fn link_to(&self, words: &str) -> Outcome<String> {
        let path = format!("//a[@href and normalize-space(.)={}]", quoted(words));
        match self.client.find_all(Locator::XPath(&path)).await?.first() {
            Some(found) => Ok(found.attr("href").await?.unwrap_or_default()),
            None => Err(self.trouble(format!("the link \"{words}\"")).await),
        }
    }

    /// Where the page's links lead within the program: path and query, each once.
    pub async fn leads_to(&self) -> Outcome<Vec<String>> {
        let Value::Array(found) = self.ask(LINKS).await? else { return Ok(Vec::new()) };
        Ok(found.iter().filter_map(|path| path.as_str().map(str::to_owned)).collect())
    }

    /// The status with which the program answers a path for whoever is signed in here.
    pub async fn status_of(&self, path: &str) -> Outcome<u64> {
        let answered = self.client.execute_async(STATUS_OF, vec![Value::from(path)]).await?;
        Ok(answered.as_u64().unwrap_or_default())
    }
}
