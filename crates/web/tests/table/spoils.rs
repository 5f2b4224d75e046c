//! What a form on a page asks for, and what may be sent in place of it: by
//! mistake, by a broken browser, or by somebody who means harm.

use crate::asking::encoded;

/// Words that would do something, were they put on a page as they are.
const SCRIPT: &str = "</textarea><script>hostile()</script>\"'><b onclick=hostile()>";
/// What of these must never stand in a page.
pub(crate) const LOOSE: [&str; 2] = ["<script>hostile", "<b onclick=hostile"];
/// What a form cannot hold: NUL, bytes that are no letters, half a surrogate, and a pair that was cut off.
const UNREADABLE: [&str; 4] = ["%00", "%FF", "%ED%A0%80", "%4"];
/// Of these each engine is asked about by itself: what one keeps another may not.
const WORDS: [&str; 5] =
    [SCRIPT, "'; DROP TABLE event; --", "\u{1b}[31mred\u{7}", "\u{202e}dlihc", "\u{feff}\u{10ffff}\u{fffe}"];
const DAYS: [&str; 6] = ["0", "32", "-1", "1e309", "٢", "99999999999999999999"];
const MONTHS: [&str; 5] = ["0", "13", "-1", "٢", "NaN"];
const YEARS: [&str; 5] = ["0000", "-2026", "٢٠٢٦", "99999", "2026; DROP"];
const CHOICES: [&str; 3] = ["not_offered", "-1", SCRIPT];
/// An id that was never given to anybody, and what is none.
const IDS: [&str; 3] = ["00000000-0000-4000-8000-000000000001", "x", "{another kind}"];
/// How many letters are too many for any field.
const LONG: usize = 100_000;

/// What a field of a page asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Day,
    Month,
    Year,
    /// One of what is offered.
    Choice,
    /// What is ticked or not.
    Tick,
    /// The id of somebody or something.
    Id,
}

/// One field, with what is filled in.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
    kind: Kind,
}

/// What is sent for one field.
#[derive(Debug, Clone)]
pub(crate) struct Spoil {
    /// The values, encoded; none where the field is left out.
    pub(crate) sent: Vec<String>,
    pub(crate) must: Must,
}

impl Spoil {
    /// Whether it would do something on a page.
    pub(crate) fn is_script(&self) -> bool {
        self.sent.contains(&encoded(SCRIPT))
    }
}

/// What must come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Must {
    /// It cannot be read, whatever field it stands in.
    Unreadable,
    /// It answers no such question.
    Refused,
    /// It may be taken: some leave a field out, and some are called strange things.
    Answered,
}

impl Field {
    pub(crate) fn given(name: &str, values: Vec<String>) -> Self {
        let kind = kind_of(name, &values, false);
        Self { name: name.to_owned(), values, kind }
    }

    /// Everything that is sent in its place, in the first field of a form or in
    /// another; where it is not thorough, one of each sort.
    pub(crate) fn spoils(&self, another_kind: &str, (is_thorough, is_first): (bool, bool)) -> Vec<Spoil> {
        let one = |must: Must| move |sent: &str| Spoil { sent: vec![sent.to_owned()], must };
        let instead = |all: &[&str], must: Must| -> Vec<Spoil> {
            let most = if is_thorough { all.len() } else { 1 };
            let filled = all.iter().map(|text| encoded(&text.replace("{another kind}", another_kind)));
            filled.take(most).map(|sent| one(must)(&sent)).collect()
        };
        // How a form is read does not know its fields.
        let most = if is_thorough && is_first { UNREADABLE.len() } else { 1 };
        let mut spoils: Vec<Spoil> =
            UNREADABLE[..most].iter().map(|sent| one(Must::Unreadable)(sent)).collect();
        spoils.extend(match self.kind {
            Kind::Words => instead(&WORDS, Must::Answered),
            Kind::Day => instead(&DAYS, Must::Refused),
            Kind::Month => instead(&MONTHS, Must::Refused),
            Kind::Year => instead(&YEARS, Must::Refused),
            Kind::Choice => instead(&CHOICES, Must::Refused),
            Kind::Tick => instead(&CHOICES, Must::Answered),
            Kind::Id => instead(&IDS, Must::Refused),
        });
        let all: Vec<String> = self.values.iter().map(|value| encoded(value)).collect();
        spoils.push(Spoil { sent: vec![encoded(&"é".repeat(LONG / 2))], must: Must::Answered });
        if is_thorough {
            spoils.push(Spoil { sent: Vec::new(), must: Must::Answered });
            spoils.push(one(Must::Answered)(""));
            spoils.push(Spoil { sent: [all.clone(), all].concat(), must: Must::Answered });
            if self.kind == Kind::Year {
                spoils.push(one(Must::Answered)("9999"));
            }
        }
        spoils
    }
}

fn kind_of(name: &str, values: &[String], is_offered: bool) -> Kind {
    let is_id = |value: &String| value.len() == 36 && value.matches('-').count() == 4;
    match name.rsplit('-').next() {
        Some("day") => Kind::Day,
        Some("month") => Kind::Month,
        Some("year") if name.contains('-') => Kind::Year,
        // What a form was shown is no question to anybody, nor is the key of its sending.
        _ if matches!(name, "shown" | work::KEY_FIELD) => Kind::Words,
        _ if values.iter().any(is_id) => Kind::Id,
        _ if is_offered => Kind::Choice,
        _ => Kind::Words,
    }
}

/// The fields of the form on a page that is sent to an address, filled in
/// as far as the page and the names of its fields tell.
pub(crate) fn fields_of(page: &str, action: &str) -> Vec<Field> {
    let Some((_, form)) = page.split_once(&format!("action=\"{action}\"")) else { return Vec::new() };
    let form = form.split("</form>").next().unwrap();
    let mut fields: Vec<Field> = Vec::new();
    let mut offered: Vec<(String, String)> = Vec::new();
    let (mut select, mut ticks) = (String::new(), Vec::new());
    for tag in form.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap_or((tag, ""));
        let value = plain(attribute(tag, "value").unwrap_or_default());
        let name = attribute(tag, "name").map(str::to_owned);
        match (tag.split_whitespace().next(), name) {
            (Some("input"), Some(name)) => match attribute(tag, "type") {
                Some("radio" | "checkbox") => {
                    offered.push((name.clone(), value.clone()));
                    let ticked = tag.contains(" checked").then_some(value);
                    add(&mut fields, name.clone(), ticked, true);
                    if attribute(tag, "type") == Some("checkbox") {
                        ticks.push(name);
                    }
                }
                Some("file") => {}
                _ => add(&mut fields, name.clone(), Some(typed(&name, value)), false),
            },
            (Some("textarea"), Some(name)) => {
                add(&mut fields, name.clone(), Some(typed(&name, plain(text))), false);
            }
            (Some("select"), Some(name)) => {
                add(&mut fields, name.clone(), None, true);
                select = name;
            }
            (Some("option"), _) if !value.is_empty() => {
                offered.push((select.clone(), value.clone()));
                if tag.contains(" selected") {
                    add(&mut fields, select.clone(), Some(value), true);
                }
            }
            _ => {}
        }
    }
    for field in fields.iter_mut().filter(|field| field.values.is_empty()) {
        let first = offered.iter().find(|(name, _)| *name == field.name);
        field.values.extend(first.map(|(_, value)| value.clone()));
        if field.kind == Kind::Choice {
            field.kind = kind_of(&field.name, &field.values, true);
        }
    }
    for field in fields.iter_mut().filter(|field| field.kind == Kind::Choice && ticks.contains(&field.name)) {
        field.kind = Kind::Tick;
    }
    fields
}

fn add(fields: &mut Vec<Field>, name: String, value: Option<String>, is_offered: bool) {
    let values: Vec<String> = value.into_iter().collect();
    if let Some(field) = fields.iter_mut().find(|field| field.name == name) {
        field.values.extend(values);
        return;
    }
    fields.push(Field { kind: kind_of(&name, &values, is_offered), name, values });
}

/// What stands in a field already, or else what could.
fn typed(name: &str, value: String) -> String {
    if !value.trim().is_empty() {
        return value;
    }
    match name.rsplit('-').next() {
        Some("day") => "1".into(),
        Some("month") => "3".into(),
        Some("year") if name.contains('-') => "2026".into(),
        _ if name.contains("email") => "eda.moss@northmoor.example".into(),
        _ if name.contains("password") => crate::support::PASSWORD.into(),
        _ => "Words of theirs".into(),
    }
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// What is sent in place of a whole form, as what, and whether it is too much to be one.
pub(crate) fn whole_bodies() -> Vec<(&'static str, Vec<u8>)> {
    const FORM: &str = "application/x-www-form-urlencoded";
    const PARTS: &str = "multipart/form-data; boundary=xx";
    let deep = "a[b][c][d]=1&".repeat(20_000);
    vec![
        (FORM, Vec::new()),
        (FORM, b"%".to_vec()),
        (FORM, b"\x00\xff\xfe=&&&===".to_vec()),
        (FORM, deep.into_bytes()),
        (FORM, [b"text=".to_vec(), vec![b'a'; 2 * 1024 * 1024]].concat()),
        ("", b"reason=Because".to_vec()),
        ("text/plain", b"reason=Because".to_vec()),
        ("application/json", b"{\"reason\":{\"$ne\":null}}".to_vec()),
        ("multipart/form-data", b"reason=Because".to_vec()),
        (PARTS, b"--xx\r\nContent-Disposition: form-data; name=\"reason\"\r\n\r\nBeca".to_vec()),
        (
            PARTS,
            b"--xx\r\nContent-Disposition: form-data; name=\"reason\"\r\n\r\nBec\0use\r\n--xx--\r\n".to_vec(),
        ),
    ]
}

/// What may stand in place of a part of an address.
pub(crate) const PARTS: [&str; 9] = [
    "%00",
    "%FF",
    "%ED%A0%80",
    "..%2F..%2Fetc%2Fpasswd",
    "%E2%80%AE",
    "-1",
    "%27%20OR%201=1",
    "%3Cscript%3Ehostile()%3C%2Fscript%3E",
    "00000000-0000-0000-0000-000000000000",
];

/// What may stand after the question mark, under every name that some page knows.
pub(crate) fn queries() -> Vec<String> {
    const NAMES: [&str; 17] = [
        "page", "done", "on", "whose", "kind", "author", "area", "month", "quiet", "role", "team", "ended",
        "back", "from", "sort", "form", "with",
    ];
    const VALUES: [&str; 12] = [
        "-1",
        "99999999999999999999",
        "1e309",
        "0000-00-00",
        "2026-02-31",
        "9999-12-31",
        "%D9%A2%D9%A0%D9%A2%D9%A6-03-02",
        "%00",
        "%FF",
        "%3Cscript%3Ehostile()%3C%2Fscript%3E",
        "%27%3B%20DROP%20TABLE%20event%3B%20--",
        "%2F%00",
    ];
    let all = |value: &str| NAMES.map(|name| format!("{name}={value}")).join("&");
    VALUES
        .iter()
        .map(|value| all(value))
        .chain(["%00=%00".into(), "page=1&page=2".into(), "%".into()])
        .collect()
}
