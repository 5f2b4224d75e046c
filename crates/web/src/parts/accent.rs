//! A council's colour, and the small stylesheet that carries it.

use practice::Refusal;

/// The least contrast of words on their ground (WCAG 2.2, 1.4.3, level AA).
const READABLE: f64 = 4.5;

/// A colour that white words can be read on.
///
/// A contrast of 4.5 with white also gives at least 3 with the yellow of the
/// focus mark and with the palest tint of the colour itself, which is all that
/// marks beside words need (1.4.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent {
    red: u8,
    green: u8,
    blue: u8,
}

impl Default for Accent {
    /// The colour of a council that has chosen none.
    fn default() -> Self {
        Self { red: 0x1d, green: 0x4f, blue: 0x60 }
    }
}

impl Accent {
    /// Reads `#rrggbb`; capitals, spaces around it and a missing `#` are fine.
    ///
    /// # Errors
    /// A sentence for the field `accent`: it is not a colour, or white words
    /// cannot be read on it (then with the nearest darker one that would do).
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let colour = Self::read(typed.trim()).ok_or_else(|| {
            Refusal::of("accent", "Enter a colour as # and six figures or letters a to f, like #1d4f60.")
        })?;
        let contrast = colour.contrast_with_white();
        if contrast >= READABLE {
            return Ok(colour);
        }
        // Cut, not rounded: 4.48 must not be shown as the 4.5 that is needed.
        let shown = (contrast * 10.0).floor() / 10.0;
        Err(Refusal::of(
            "accent",
            format!(
                "White words on {} would be hard to read: the contrast is {shown:.1} and must be at least 4.5. \
                 The same colour made darker, {}, would do.",
                colour.hex(),
                colour.darkened().hex()
            ),
        ))
    }

    /// The colour as `#rrggbb`, in small letters.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// Where the stylesheet of this colour is served. The address holds the
    /// colour, so it may be kept for ever as every asset may.
    pub fn css_path(self) -> String {
        format!("/assets/accent-{:02x}{:02x}{:02x}.css", self.red, self.green, self.blue)
    }

    /// The colour whose stylesheet is served at a path; `None` for any path
    /// that [`Accent::css_path`] would not give.
    pub fn of_css_path(path: &str) -> Option<Self> {
        let digits = path.strip_prefix("/assets/accent-")?.strip_suffix(".css")?;
        Self::parse(digits).ok().filter(|colour| colour.css_path() == path)
    }

    fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let all = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = all.to_be_bytes();
        Some(Self { red, green, blue })
    }

    /// The contrast ratio with white, 1 to 21 (WCAG 2.2, "contrast ratio").
    fn contrast_with_white(self) -> f64 {
        1.05 / (self.luminance() + 0.05)
    }

    /// The relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
    fn luminance(self) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(self.red) + 0.7152 * part(self.green) + 0.0722 * part(self.blue)
    }

    /// The same hue, darker by as little as makes it readable.
    fn darkened(self) -> Self {
        let scaled =
            |value: u8, percent: u16| u8::try_from(u16::from(value) * percent / 100).unwrap_or(value);
        (0..=100)
            .rev()
            .map(|percent| Self {
                red: scaled(self.red, percent),
                green: scaled(self.green, percent),
                blue: scaled(self.blue, percent),
            })
            .find(|colour| colour.contrast_with_white() >= READABLE)
            .unwrap_or_default()
    }
}

/// The stylesheet of a colour, to be served at [`Accent::css_path`].
///
/// It is a file of its own because the content security policy lets no style
/// stand inside a page. Paper stays black on white.
pub fn theme_css(accent: Accent) -> String {
    let hex = accent.hex();
    format!("@media screen{{:root{{--nwd-accent:{hex};--govuk-brand-colour:{hex}}}}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_however_it_is_typed() {
        let wanted = Accent { red: 0x00, green: 0x30, blue: 0x78 };
        for typed in ["#003078", "003078", "  #003078\n"] {
            assert_eq!(Accent::parse(typed), Ok(wanted), "{typed}");
        }
        assert_eq!(Accent::parse("#AB1234").unwrap().hex(), "#ab1234");
    }

    #[test]
    fn what_is_no_colour_is_refused_with_a_sentence_for_its_field() {
        for typed in
            ["", "#", "red", "#12345", "#1234567", "#gggggg", "#+12345", "#éé1", "};body{", "#00307\u{668}"]
        {
            let refusal = Accent::parse(typed).unwrap_err();
            assert_eq!(refusal.field.as_deref(), Some("accent"));
            assert!(refusal.sentence.starts_with("Enter a colour"), "{typed}");
        }
    }

    #[test]
    fn a_colour_on_which_white_words_are_hard_to_read_is_refused_with_one_that_would_do() {
        for typed in ["#ffffff", "#ffdd00", "#f47738", "#777777", "#00ff00"] {
            let refusal = Accent::parse(typed).unwrap_err();
            assert!(refusal.sentence.contains("must be at least 4.5"), "{typed}: {}", refusal.sentence);
            let offered = refusal.sentence.split("darker, ").nth(1).unwrap().split(',').next().unwrap();
            assert!(Accent::parse(offered).is_ok(), "{typed} offers {offered}");
        }
        assert!(Accent::parse("#777777").unwrap_err().sentence.contains("contrast is 4.4"));
    }

    #[test]
    fn the_edge_of_readable_is_where_the_standard_puts_it() {
        assert!(Accent::parse("#767676").is_ok());
        assert!(Accent::parse("#777777").is_err());
    }

    #[test]
    fn an_accepted_colour_can_also_be_told_from_the_yellow_of_the_focus_mark() {
        let yellow = Accent { red: 0xff, green: 0xdd, blue: 0x00 }.luminance();
        for typed in ["#767676", "#d4351c", "#008a00", "#0000ff", "#000000", "#b35900"] {
            let accent = Accent::parse(typed).unwrap();
            assert!((yellow + 0.05) / (accent.luminance() + 0.05) >= 3.0, "{typed}");
        }
    }

    #[test]
    fn the_default_colour_passes_its_own_check() {
        assert_eq!(Accent::parse(&Accent::default().hex()), Ok(Accent::default()));
    }

    #[test]
    fn the_address_of_a_stylesheet_leads_back_to_its_colour_and_no_other_address_does() {
        let accent = Accent::parse("#003078").unwrap();
        assert_eq!(Accent::of_css_path(&accent.css_path()), Some(accent));
        for path in [
            "/assets/accent-ffdd00.css",
            "/assets/accent-#003078.css",
            "/assets/accent-00307.css",
            "/assets/accent-AB1234.css",
            "/assets/accent- 003078.css",
            "/accent-003078.css",
        ] {
            assert_eq!(Accent::of_css_path(path), None, "{path}");
        }
        assert!(theme_css(accent).contains("--nwd-accent:#003078"));
    }
}
