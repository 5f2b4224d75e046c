//! An authenticator app, as a phone has it: six digits from a key and the time (RFC 6238).

use data_encoding::BASE32_NOPAD;
use totp_rs::{Algorithm, Builder, Secret};

/// The code that an app shows for a typed key at a time, in whole seconds since 1970.
pub(crate) fn code(typed_key: &str, seconds: u64) -> String {
    let typed = typed_key.replace(' ', "").to_uppercase();
    let key = BASE32_NOPAD.decode(typed.as_bytes()).expect("a key as it is shown");
    let secret: [u8; 20] = key.try_into().expect("a key of twenty bytes");
    let app = Builder::new().with_algorithm(Algorithm::SHA1).with_secret(Secret::new_stack(secret)).build();
    app.expect("an app with this key").generate(seconds).to_string()
}

#[test]
fn the_app_shows_the_codes_of_the_standard() {
    // RFC 6238, appendix B, the last six of eight digits; the key is "12345678901234567890".
    let key = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
    for (seconds, shown) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
        assert_eq!(code(key, seconds), shown);
    }
}
