//! The files every page loads: styles, scripts and the icon.
//!
//! They are part of the program. Each is served under an address that holds a
//! digest of its bytes, so a browser may keep it for ever and a new release is
//! never shown with an old style.

use std::sync::LazyLock;

/// The `Cache-Control` of every asset: kept for a year and never asked about
/// again, because other bytes have another address.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// One file that is part of the program.
#[derive(Debug)]
pub struct Asset {
    /// Where it is served, such as `/assets/nwd-0123456789abcdef.css`.
    pub path: String,
    /// The value of its `Content-Type` header.
    pub content_type: &'static str,
    /// What is served.
    pub bytes: &'static [u8],
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

static GOVUK_CSS: LazyLock<Asset> =
    LazyLock::new(|| asset("govuk-frontend", "css", CSS, include_bytes!("../assets/govuk-frontend.min.css")));
static GOVUK_JS: LazyLock<Asset> =
    LazyLock::new(|| asset("govuk-frontend", "js", JS, include_bytes!("../assets/govuk-frontend.min.js")));
static OWN_CSS: LazyLock<Asset> =
    LazyLock::new(|| asset("nwd", "css", CSS, include_bytes!("../assets/nwd.css")));
static OWN_JS: LazyLock<Asset> = LazyLock::new(|| asset("nwd", "js", JS, include_bytes!("../assets/nwd.js")));
static ICON: LazyLock<Asset> =
    LazyLock::new(|| asset("icon", "svg", SVG, include_bytes!("../assets/icon.svg")));

/// The asset served at a path, if there is one.
pub fn find(path: &str) -> Option<&'static Asset> {
    [&GOVUK_CSS, &GOVUK_JS, &OWN_CSS, &OWN_JS, &ICON]
        .into_iter()
        .map(|asset| &**asset)
        .find(|asset| asset.path == path)
}

/// Where the GOV.UK Frontend stylesheet is served.
pub fn govuk_css() -> &'static str {
    &GOVUK_CSS.path
}

/// Where the GOV.UK Frontend module is served.
pub fn govuk_js() -> &'static str {
    &GOVUK_JS.path
}

/// Where our own stylesheet is served; it comes after the other one.
pub fn own_css() -> &'static str {
    &OWN_CSS.path
}

/// Where our own module is served.
pub fn own_js() -> &'static str {
    &OWN_JS.path
}

/// Where the icon of the browser tab is served.
pub fn icon() -> &'static str {
    &ICON.path
}

fn asset(name: &str, ending: &str, content_type: &'static str, bytes: &'static [u8]) -> Asset {
    Asset { path: format!("/assets/{name}-{:016x}.{ending}", digest(bytes)), content_type, bytes }
}

/// FNV-1a, 64 bits. The address must change when the bytes do; nobody is kept
/// out by it, so it need not be a cryptographic digest.
fn digest(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_that_pages_use_is_served_with_its_type() {
        for (path, content_type) in
            [(govuk_css(), CSS), (govuk_js(), JS), (own_css(), CSS), (own_js(), JS), (icon(), SVG)]
        {
            let asset = find(path).unwrap();
            assert_eq!(asset.content_type, content_type);
            assert!(!asset.bytes.is_empty(), "{path}");
        }
        assert_ne!(own_css(), govuk_css());
    }

    #[test]
    fn what_is_not_an_asset_is_not_found() {
        for path in
            ["", "/assets/", "/assets/nwd.css", "/assets/../Cargo.toml", "/assets/nwd-0000000000000000.css"]
        {
            assert!(find(path).is_none(), "{path}");
        }
    }

    #[test]
    fn other_bytes_have_another_address() {
        assert_eq!(digest(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(digest(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_ne!(asset("nwd", "css", CSS, b"a{}").path, asset("nwd", "css", CSS, b"b{}").path);
    }

    #[test]
    fn no_style_loads_a_font_or_a_picture_from_anywhere() {
        for path in [govuk_css(), own_css()] {
            let text = std::str::from_utf8(find(path).unwrap().bytes).unwrap();
            for forbidden in ["GDS Transport", "@font-face", "@import", "url("] {
                assert!(!text.contains(forbidden), "{path} holds {forbidden}");
            }
        }
    }

    #[test]
    fn our_script_keeps_nothing_on_the_computer() {
        let text = std::str::from_utf8(find(own_js()).unwrap().bytes).unwrap();
        for forbidden in ["localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches."] {
            assert!(!text.contains(forbidden), "nwd.js holds {forbidden}");
        }
    }
}
