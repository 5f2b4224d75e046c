//! Pictures sent by people: judged by what is in them, and made anew.
//!
//! What is kept is drawn from the pixels alone. Where and when it was taken,
//! by whom and with what, thumbnails of an uncropped original, and anything
//! that is a picture and something else at once, do not survive that.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{
    DynamicImage, GenericImageView, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits, Rgb,
    RgbImage,
};
use practice::files::Media;
use std::io::Cursor;

/// The most pixels a picture may have: more than any phone takes by itself,
/// and few enough to be opened in memory.
const MOST_PIXELS: u64 = 50_000_000;
/// The most memory one picture may take while it is opened, in bytes.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;
/// The longer side of a photo as it is kept, in pixels.
const PHOTO_SIDE: u32 = 800;
/// The longer side of a picture of a page or a drawing as it is kept, in pixels: small print can be read.
const PAGE_SIDE: u32 = 2_400;
/// The sides of a logo as it is kept, in pixels: twice as many as are shown.
const LOGO_SIDES: (u32, u32) = (480, 160);
/// How well a photo is kept, of 100.
const QUALITY: u8 = 85;

/// What a picture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// A photo of somebody: kept as a JPEG of at most 800 pixels a side.
    Photo,
    /// A letter, a drawing or whatever else stands in a story: kept as a JPEG of at most 2,400 pixels a side.
    Page,
    /// A logo: kept as a PNG, with its transparent parts.
    Logo,
}

/// A file as it is kept: a picture is made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What kind of file.
    pub media: Media,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Why a picture is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The kind that iPhones keep for themselves.
    #[error(
        "This is an HEIC or AVIF picture, which cannot be read here. On an iPhone, choose it from the photo library \
         on the phone itself, or send it to yourself as a JPEG first."
    )]
    Heic,
    /// A drawing that may hold scripts.
    #[error("This is an SVG drawing. Save it as a PNG and send that.")]
    Svg,
    /// No picture that is known here.
    #[error("This is not a picture that can be read here. Send a JPEG, PNG or WebP picture.")]
    NotAPicture,
    /// More pixels than can be opened.
    #[error("This picture has too many pixels. Send one of at most 50 million, about 8,000 by 6,000.")]
    TooManyPixels,
    /// It ends in the middle, or is damaged.
    #[error("This picture is damaged or was cut off, so it cannot be read. Send it again.")]
    Damaged,
}

/// Judges a picture by its content and draws it anew.
pub fn remade(bytes: &[u8], wanted: Picture) -> Result<Kept, Unfit> {
    let picture = opened(bytes)?;
    match wanted {
        Picture::Photo => photo(&picture, PHOTO_SIDE),
        Picture::Page => photo(&picture, PAGE_SIDE),
        Picture::Logo => logo(&picture),
    }
}

fn opened(bytes: &[u8]) -> Result<DynamicImage, Unfit> {
    let format = kind_of(bytes)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Unfit::Damaged)?;
    // Asked of the head of the file alone, before any pixel is unpacked.
    let (wide, high) = decoder.dimensions();
    if u64::from(wide) * u64::from(high) > MOST_PIXELS {
        return Err(Unfit::TooManyPixels);
    }
    // A camera held on its side says so beside the pixels; that goes, so the pixels are turned.
    let orientation = decoder.orientation().map_err(|_| Unfit::Damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Unfit::Damaged)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

pub(crate) fn kind_of(bytes: &[u8]) -> Result<ImageFormat, Unfit> {
    match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => Ok(format),
        _ if bytes.get(4..8) == Some(b"ftyp") => Err(Unfit::Heic),
        _ if is_svg(bytes) => Err(Unfit::Svg),
        _ => Err(Unfit::NotAPicture),
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1_000)];
    start.windows(4).any(|window| window.eq_ignore_ascii_case(b"<svg"))
}

fn photo(picture: &DynamicImage, side: u32) -> Result<Kept, Unfit> {
    let small = within(picture, (side, side));
    let drawn = on_white(&small);
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&drawn).map_err(|_| Unfit::Damaged)?;
    Ok(Kept { media: Media::Jpeg, bytes })
}

fn logo(picture: &DynamicImage) -> Result<Kept, Unfit> {
    let drawn = within(picture, LOGO_SIDES).to_rgba8();
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(drawn.as_raw(), drawn.width(), drawn.height(), image::ExtendedColorType::Rgba8)
        .map_err(|_| Unfit::Damaged)?;
    Ok(Kept { media: Media::Png, bytes })
}

/// A picture painted by a rule: `paint` gives red, green and blue of each point, counted from the top left.
/// The same rule gives the same bytes.
pub fn painted(wide: u32, high: u32, paint: impl Fn(u32, u32) -> [u8; 3]) -> Result<Vec<u8>, Unfit> {
    let drawn = RgbImage::from_fn(wide, high, |x, y| Rgb(paint(x, y)));
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(drawn.as_raw(), wide, high, image::ExtendedColorType::Rgb8)
        .map_err(|_| Unfit::Damaged)?;
    Ok(bytes)
}

/// Made smaller, never larger.
fn within(picture: &DynamicImage, (wide, high): (u32, u32)) -> DynamicImage {
    let (width, height) = picture.dimensions();
    if width <= wide && height <= high {
        return picture.clone();
    }
    picture.resize(wide, high, FilterType::Triangle)
}

/// A photo has no see-through parts: what was see-through is white paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let seen = picture.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, seen] = seen.get_pixel(x, y).0;
        let part = |value: u8| {
            let mixed = (u16::from(value) * u16::from(seen) + 255 * (255 - u16::from(seen))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Rgb([part(red), part(green), part(blue)])
    })
}
