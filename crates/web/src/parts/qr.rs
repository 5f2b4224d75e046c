//! A picture that the camera of a phone reads (QR code), drawn here: what it
//! holds may be a secret, and leaves with the page alone.

use maud::{Markup, html};
use qrcode::{Color, QrCode};
use std::fmt::Write;

/// White squares around the picture, which cameras need (ISO/IEC 18004).
const QUIET: usize = 4;

/// The picture of a text; nothing where the text is longer than any picture
/// holds. Give the text beside it too: not everybody has a camera.
pub fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::new(text) else { return Markup::default() };
    let width = code.width() + 2 * QUIET;
    let colours = code.to_colors();
    html! {
        svg .nwd-qr viewBox={ "0 0 " (width) " " (width) } role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(width) height=(width) fill="#fff" {}
            path d=(dark_squares(&colours, code.width())) fill="#000" {}
        }
    }
}

/// The dark squares of each row, neighbours drawn as one.
fn dark_squares(colours: &[Color], width: usize) -> String {
    let mut path = String::new();
    for (y, row) in colours.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let dark = row[x..].iter().take_while(|square| **square == Color::Dark).count();
            if dark > 0 {
                let _ = write!(path, "M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET);
            }
            x += dark + 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_dark_square_is_drawn_once_and_no_light_one_is() {
        let code = QrCode::new("otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP").unwrap();
        let (width, colours) = (code.width(), code.to_colors());
        let mut drawn = vec![false; width * width];
        for run in dark_squares(&colours, width).split('z').filter(|run| !run.is_empty()) {
            let (from, rest) = run.trim_start_matches('M').split_once('h').unwrap();
            let (x, y) = from.split_once(' ').unwrap();
            let length: usize = rest.split('v').next().unwrap().parse().unwrap();
            let at = (y.parse::<usize>().unwrap() - QUIET) * width + x.parse::<usize>().unwrap() - QUIET;
            for square in &mut drawn[at..at + length] {
                assert!(!std::mem::replace(square, true));
            }
        }
        let dark: Vec<bool> = colours.iter().map(|colour| *colour == Color::Dark).collect();
        assert_eq!(drawn, dark);
    }

    #[test]
    fn the_picture_has_a_name_and_white_around_it_and_takes_no_markup() {
        let picture = qr("hostile <b>", "A \"<b>\" picture").into_string();
        assert!(
            picture.contains("aria-label=\"A &quot;&lt;b&gt;&quot; picture\"") && !picture.contains("<b>")
        );
        assert!(picture.contains("viewBox=\"0 0 29 29\"") && picture.contains("M4 4h7v1h-7z"));
    }

    #[test]
    fn what_no_picture_holds_draws_nothing() {
        assert_eq!(qr(&"x".repeat(5_000), "Too long").into_string(), "");
    }
}
