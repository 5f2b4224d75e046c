//! Pictures as people send them, and as others might.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

use exchange::{Picture, Unfit, remade};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use practice::files::Media;
use std::io::Cursor;

/// Red on the left, blue on the right.
fn flag(wide: u32, high: u32) -> DynamicImage {
    let colour = |x| if x < wide / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) };
    RgbImage::from_fn(wide, high, |x, _| colour(x)).into()
}

fn as_file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    as_file(picture, ImageFormat::Jpeg)
}

/// A JPEG as a phone writes it: how it was held, who made it, and where.
fn from_a_phone(picture: &DynamicImage, orientation: u16) -> Vec<u8> {
    let mut tiff = Vec::new();
    tiff.extend(b"MM\0*\0\0\0\x08\0\x02");
    // Orientation (0x0112), one short.
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1]);
    tiff.extend(orientation.to_be_bytes());
    tiff.extend([0, 0]);
    // Artist (0x013b), text that stands behind the list.
    tiff.extend([0x01, 0x3b, 0, 2, 0, 0, 0, 20, 0, 0, 0, 38]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"AT 12 SECRET STREET\0");
    let exif = [b"Exif\0\0".as_slice(), &tiff].concat();
    let plain = jpeg(picture);
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&plain[2..]);
    bytes
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn photo(bytes: &[u8]) -> DynamicImage {
    let remade = remade(bytes, Picture::Photo).unwrap();
    assert_eq!(remade.media, Media::Jpeg);
    image::load_from_memory_with_format(&remade.bytes, ImageFormat::Jpeg).unwrap()
}

fn is_red(picture: &DynamicImage, x: u32, y: u32) -> bool {
    let [red, _, blue, _] = picture.get_pixel(x, y).0;
    red > 150 && blue < 100
}

#[test]
fn a_photo_is_kept_small_enough_and_never_made_larger() {
    assert_eq!(photo(&jpeg(&flag(2_000, 1_000))).dimensions(), (800, 400));
    assert_eq!(photo(&jpeg(&flag(300, 1_600))).dimensions(), (150, 800));
    assert_eq!(photo(&jpeg(&flag(120, 90))).dimensions(), (120, 90));
}

#[test]
fn png_and_webp_become_photos_too() {
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let kept = photo(&as_file(&flag(100, 80), format));
        assert!(is_red(&kept, 10, 40) && !is_red(&kept, 90, 40), "{format:?}");
    }
}

#[test]
fn where_it_was_taken_and_by_whom_is_gone() {
    let sent = from_a_phone(&flag(100, 80), 1);
    assert!(holds(&sent, b"SECRET STREET") && holds(&sent, b"Exif"));
    let kept = remade(&sent, Picture::Photo).unwrap().bytes;
    assert!(!holds(&kept, b"SECRET") && !holds(&kept, b"Exif"));
}

#[test]
fn a_photo_taken_sideways_stands_upright() {
    let kept = photo(&from_a_phone(&flag(100, 60), 6));
    assert_eq!(kept.dimensions(), (60, 100));
    assert!(is_red(&kept, 30, 10) && !is_red(&kept, 30, 90), "left came to the top");
}

#[test]
fn what_is_a_picture_and_something_else_is_only_a_picture_afterwards() {
    let mut sent = jpeg(&flag(60, 60));
    sent.extend(b"<script>alert(1)</script>PK\x03\x04");
    let kept = remade(&sent, Picture::Photo).unwrap().bytes;
    assert!(!holds(&kept, b"<script>") && !holds(&kept, b"PK\x03\x04"));
}

#[test]
fn the_kind_is_judged_by_the_content() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let svg = b"<?xml version=\"1.0\"?><SVG onload=\"alert(1)\"/>".to_vec();
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
    for (bytes, unfit) in [
        (heic, Unfit::Heic),
        (svg, Unfit::Svg),
        (gif, Unfit::NotAPicture),
        (b"%PDF-1.7".to_vec(), Unfit::NotAPicture),
        (b"not a picture".to_vec(), Unfit::NotAPicture),
        (Vec::new(), Unfit::NotAPicture),
    ] {
        assert_eq!(remade(&bytes, Picture::Photo), Err(unfit));
    }
}

/// A PNG whose head promises more pixels than its body could ever hold.
fn promising(wide: u32, high: u32) -> Vec<u8> {
    let mut bytes = as_file(&flag(8, 8), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&wide.to_be_bytes());
    bytes[20..24].copy_from_slice(&high.to_be_bytes());
    let check = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&check.to_be_bytes());
    bytes
}

/// The checksum of a part of a PNG.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 },
        )
    })
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused_before_it_is_opened() {
    for (wide, high) in [(65_000, 65_000), (50_001, 1_000), (u32::from(u16::MAX), 1_000)] {
        let answer = remade(&promising(wide, high), Picture::Photo);
        assert_eq!(answer, Err(Unfit::TooManyPixels), "{wide} by {high}");
    }
}

#[test]
fn a_picture_that_was_cut_off_or_scrambled_gets_a_sentence_and_never_a_panic() {
    for sent in [
        jpeg(&flag(64, 64)),
        as_file(&flag(64, 64), ImageFormat::Png),
        as_file(&flag(64, 64), ImageFormat::WebP),
    ] {
        for length in (0..sent.len()).step_by(7) {
            let _ = remade(&sent[..length], Picture::Photo);
        }
        for place in (0..sent.len()).step_by(11) {
            let mut scrambled = sent.clone();
            scrambled[place] ^= 0x5a;
            let _ = remade(&scrambled, Picture::Photo);
        }
    }
    let png = as_file(&flag(64, 64), ImageFormat::Png);
    assert_eq!(remade(&png[..png.len() / 2], Picture::Photo), Err(Unfit::Damaged));
}

#[test]
fn what_can_be_seen_through_becomes_white_in_a_photo_and_stays_in_a_logo() {
    let glass: DynamicImage = RgbaImage::from_pixel(60, 60, Rgba([0, 0, 0, 0])).into();
    let sent = as_file(&glass, ImageFormat::Png);
    let [red, green, blue, _] = photo(&sent).get_pixel(30, 30).0;
    assert!(red > 245 && green > 245 && blue > 245);
    let logo = remade(&sent, Picture::Logo).unwrap();
    assert_eq!(logo.media, Media::Png);
    let logo = image::load_from_memory_with_format(&logo.bytes, ImageFormat::Png).unwrap();
    assert_eq!(logo.get_pixel(30, 30).0[3], 0);
}

#[test]
fn a_logo_fits_the_head_of_a_page() {
    let logo = remade(&jpeg(&flag(2_000, 400)), Picture::Logo).unwrap();
    let logo = image::load_from_memory_with_format(&logo.bytes, ImageFormat::Png).unwrap();
    assert_eq!(logo.dimensions(), (480, 96));
}

#[test]
fn grey_pictures_and_those_of_sixteen_bits_are_photos_as_well() {
    let grey = DynamicImage::from(image::GrayImage::from_pixel(50, 50, image::Luma([90])));
    let mut bytes = Vec::new();
    JpegEncoder::new(&mut bytes).encode_image(&grey).unwrap();
    assert_eq!(photo(&bytes).dimensions(), (50, 50));
    let deep = DynamicImage::from(flag(50, 50).to_rgba16());
    assert_eq!(photo(&as_file(&deep, ImageFormat::Png)).dimensions(), (50, 50));
}
