//! What a part of a page says, in lines of text: for a terminal, which knows no markup.

use maud::Markup;

/// Tags that begin a line of their own.
const BLOCKS: [&str; 11] = ["p", "li", "div", "ul", "ol", "section", "summary", "table", "dl", "dd", "br"];
/// Tags of what stands at the margin.
const HEADINGS: [&str; 5] = ["h1", "h2", "h3", "h4", "caption"];

/// The words of a part of a page, line by line. Headings stand at the margin with an empty line
/// before them, facts and rows under them. The heads of a table are said at each cell, as on a
/// phone. Signs that steer a terminal or turn the direction of reading are taken out.
pub fn in_lines(part: &Markup) -> Vec<String> {
    let mut lines = Lines::default();
    let mut rest = part.0.as_str();
    while let Some((text, tag)) = rest.split_once('<') {
        lines.text(text);
        let (tag, more) = tag.split_once('>').unwrap_or((tag, ""));
        lines.tag(tag);
        rest = more;
    }
    lines.text(rest);
    lines.end();
    lines.done
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    line: String,
    /// How far the line that is under way stands from the margin, and how far the next one will.
    here: usize,
    next: usize,
    /// Within the heads of a table.
    heads: bool,
    /// Within the words that name a cell.
    naming: bool,
}

impl Lines {
    fn text(&mut self, text: &str) {
        if self.heads {
            return;
        }
        for sign in unescaped(text).chars() {
            if sign.is_whitespace() || sign.is_control() || steers(sign) {
                if !self.line.is_empty() && !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
            } else {
                if self.line.is_empty() {
                    self.here = self.next;
                }
                self.line.push(sign);
            }
        }
    }

    fn tag(&mut self, tag: &str) {
        let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
        match name {
            "thead" => self.heads = true,
            "/thead" => self.heads = false,
            "dt" | "/dd" | "tr" | "/tr" => self.begin(1),
            "td" => self.begin(2),
            "/dt" => self.named(),
            "span" if rest.contains("nwd-cell-label") => self.naming = true,
            "/span" if self.naming => {
                self.naming = false;
                self.named();
            }
            _ if HEADINGS.contains(&name) => {
                self.begin(0);
                self.done.push(String::new());
            }
            _ => self.other(name.trim_start_matches('/'), name.starts_with('/')),
        }
    }

    fn other(&mut self, name: &str, ends: bool) {
        if HEADINGS.contains(&name) && ends {
            self.begin(1);
        } else if BLOCKS.contains(&name) && !self.line.ends_with(": ") {
            self.end();
        }
    }

    /// After the name of a fact, what it is follows on the same line.
    fn named(&mut self) {
        if !self.heads && !self.line.is_empty() {
            self.line.push_str(": ");
            self.next = self.here + 1;
        }
    }

    fn begin(&mut self, next: usize) {
        self.end();
        self.next = next;
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.done.push(format!("{}{}", "  ".repeat(self.here), line.trim_end()));
        }
    }
}

/// Signs that are not seen and turn the direction in which others are read.
fn steers(sign: char) -> bool {
    matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::{Table, column, fact, fact_of, prose, summary_card};
    use maud::html;

    #[test]
    fn facts_stand_under_their_heading_each_on_a_line() {
        let long = fact_of("What helps", html! { p { "Sitting outside" } p { "A song" } });
        let card = summary_card("About them", &[fact("Pronouns", Some("she, her")), long, fact("Sex", None)]);
        let wanted = [
            "",
            "About them",
            "  Pronouns: she, her",
            "  What helps: Sitting outside",
            "    A song",
            "  Sex: Not provided",
        ];
        assert_eq!(in_lines(&card), wanted);
    }

    #[test]
    fn each_cell_of_a_row_is_said_with_its_head() {
        let rows = vec![
            vec![html! { "2 May" }, html! { "A care order" }],
            vec![html! { "1 May" }, html! { "None" }],
        ];
        let columns = vec![column("When"), column("Status")];
        let table = Table { caption: "Homes".into(), columns, rows, empty: html! {} }.show();
        let wanted = ["", "Homes", "  2 May", "    Status: A care order", "  1 May", "    Status: None"];
        assert_eq!(in_lines(&table), wanted);
    }

    #[test]
    fn words_are_read_as_they_were_written_and_steer_no_terminal() {
        let said = in_lines(&prose("Tea & <b>cake</b> &lt;\u{1b}[2J\u{7}\u{202e}now"));
        assert_eq!(said, ["Tea & <b>cake</b> &lt; [2J now"]);
    }
}
