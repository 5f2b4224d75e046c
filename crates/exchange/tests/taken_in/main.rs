//! Files as people send them, and as others might.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

use exchange::{NotOffice, NotTaken, Unfit, taken_in};
use practice::files::Media;

/// A file of an archive, as its list tells of it.
#[derive(Clone, Copy)]
struct Part {
    name: &'static str,
    bytes: &'static [u8],
    /// How large it says it is unpacked.
    unpacked: u32,
    flags: u16,
}

fn part(name: &'static str) -> Part {
    Part { name, bytes: b"<xml/>", unpacked: 6, flags: 0 }
}

/// An archive with its files stored, so that it is made without a library.
fn archive(parts: &[Part]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for part in parts {
        let begins = u32::try_from(bytes.len()).unwrap();
        let length = u32::try_from(part.bytes.len()).unwrap();
        let name = u16::try_from(part.name.len()).unwrap();
        let mut shared = Vec::new();
        shared.extend(20_u16.to_le_bytes());
        shared.extend(part.flags.to_le_bytes());
        shared.extend([0; 10]);
        shared.extend(length.to_le_bytes());
        shared.extend(part.unpacked.to_le_bytes());
        shared.extend(name.to_le_bytes());
        shared.extend([0; 2]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&shared);
        bytes.extend(part.name.as_bytes());
        bytes.extend(part.bytes);
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&shared);
        list.extend([0; 10]);
        list.extend(begins.to_le_bytes());
        list.extend(part.name.as_bytes());
    }
    let begins = u32::try_from(bytes.len()).unwrap();
    let count = u16::try_from(parts.len()).unwrap();
    let length = u32::try_from(list.len()).unwrap();
    bytes.extend(list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend([length.to_le_bytes(), begins.to_le_bytes()].concat());
    bytes.extend([0; 2]);
    bytes
}

/// A document of Word with some more in it.
fn word(more: &[Part]) -> Vec<u8> {
    let parts = [part("[Content_Types].xml"), part("word/document.xml"), part("word/media/image1.svg")];
    archive(&[&parts, more].concat())
}

fn kind(bytes: &[u8]) -> Result<Media, NotTaken> {
    taken_in(bytes.to_vec()).map(|kept| kept.media)
}

fn office(why: NotOffice) -> Result<Media, NotTaken> {
    Err(NotTaken::Office(why))
}

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";

#[test]
fn each_kind_is_known_by_what_is_in_it_and_kept_as_it_came() {
    let book =
        archive(&[part("[Content_Types].xml"), part("xl/workbook.xml"), part("xl/worksheets/sheet1.xml")]);
    let slides = archive(&[part("ppt/presentation.xml"), part("[Content_Types].xml")]);
    let text = b"application/vnd.oasis.opendocument.text";
    let open = [Part { name: "mimetype", bytes: text, unpacked: 39, flags: 0 }, part("content.xml")];
    for (bytes, media) in [
        (PDF.to_vec(), Media::Pdf),
        (word(&[]), Media::Word),
        (book, Media::Excel),
        (slides, Media::PowerPoint),
        (archive(&open), Media::OpenText),
        ("\u{feff}Dear Sam,\r\n\tsee you < then > 🌙\n".into(), Media::Text),
    ] {
        let kept = taken_in(bytes.clone()).unwrap();
        assert_eq!((kept.media, kept.bytes), (media, bytes));
    }
}

#[test]
fn a_picture_is_drawn_anew_large_enough_to_read_a_page() {
    let page = exchange::painted(3_000, 1_500, |x, _| [u8::try_from(x % 200).unwrap(), 20, 20]).unwrap();
    let sent = [page.as_slice(), b"PK\x05\x06<script>SECRET</script>"].concat();
    let kept = taken_in(sent).unwrap();
    assert_eq!(kept.media, Media::Jpeg);
    assert!(!kept.bytes.windows(6).any(|window| window == b"SECRET"));
    let drawn = image::load_from_memory(&kept.bytes).unwrap();
    assert_eq!((drawn.width(), drawn.height()), (2_400, 1_200));
}

#[test]
fn a_picture_that_says_it_is_huge_is_refused_before_a_pixel_is_unpacked() {
    let mut bomb = exchange::painted(2, 2, |_, _| [0; 3]).unwrap();
    // The head of a PNG holds its sides, and a check over them.
    bomb[16..24].copy_from_slice(&[60_000_u32.to_be_bytes(), 60_000_u32.to_be_bytes()].concat());
    let check = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&check.to_be_bytes());
    assert_eq!(kind(&bomb), Err(NotTaken::Picture(Unfit::TooManyPixels)));
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

#[test]
fn an_office_file_that_would_be_huge_when_it_is_opened_is_refused() {
    let four = Part { unpacked: u32::MAX, ..part("word/media/a.png") };
    assert_eq!(kind(&word(&[four])), office(NotOffice::TooLarge));
    let times = Part { unpacked: 1_000_000, ..part("word/media/a.png") };
    assert_eq!(kind(&word(&[times])), office(NotOffice::TooLarge));
    let mut many = word(&[]);
    let end = many.len() - 22;
    many[end + 10..end + 12].copy_from_slice(&u16::MAX.to_le_bytes());
    assert_eq!(kind(&many), office(NotOffice::TooLarge));
}

#[test]
fn macros_passwords_and_files_inside_are_refused() {
    for name in
        ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml", "word/activeX/x.xml"]
    {
        assert_eq!(kind(&word(&[part(name)])), office(NotOffice::Macros), "{name}");
    }
    for name in
        ["word/embeddings/oleObject1.bin", "word/media/a.zip", "word/media/run.EXE", "customXml/a.docx"]
    {
        assert_eq!(kind(&word(&[part(name)])), office(NotOffice::HoldsFiles), "{name}");
    }
    let locked = Part { flags: 1, ..part("word/media/a.png") };
    assert_eq!(kind(&word(&[locked])), office(NotOffice::Locked));
    assert_eq!(kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), Err(NotTaken::OldOffice));
}

#[test]
fn an_archive_of_another_kind_and_one_that_is_two_things_are_refused() {
    assert_eq!(kind(&archive(&[part("letter.txt")])), office(NotOffice::Archive));
    assert_eq!(
        kind(&archive(&[part("[Content_Types].xml"), part("xl/workbook.bin")])),
        office(NotOffice::Archive)
    );
    for twice in [word(&[part("xl/workbook.xml")]), word(&[part("WORD/document.xml")]), word(&[part("../a")])]
    {
        assert_eq!(kind(&twice), office(NotOffice::Damaged));
    }
    for behind in [b"%PDF".as_slice(), b"x"] {
        assert_eq!(kind(&[&word(&[]), behind].concat()), office(NotOffice::Damaged));
    }
    let whole = word(&[]);
    assert_eq!(kind(&[PDF, &whole].concat()), Err(NotTaken::Pdf));
    assert_eq!(kind(&[PDF, &whole, b"\n%%EOF"].concat()), Err(NotTaken::Pdf));
    for cut in [whole.len() - 1, whole.len() / 2, 4, 30] {
        assert_eq!(kind(&whole[..cut]), office(NotOffice::Damaged), "{cut}");
    }
}

#[test]
fn a_list_that_says_another_name_than_the_file_itself_is_refused() {
    let mut two = word(&[]);
    let name = b"word/document.xml";
    let own = two.windows(name.len()).position(|window| window == name).unwrap();
    two[own] = b'W';
    assert_eq!(kind(&two), office(NotOffice::Damaged));
}

#[test]
fn pages_scripts_and_programs_are_refused_whatever_they_are_called() {
    for bytes in [
        b"<!DOCTYPE html><p>Invoice.pdf".as_slice(),
        b"Hello <SCRIPT>alert(1)</SCRIPT>",
        b"<?xml version=\"1.0\"?><a/>",
        b"#!/bin/sh\nrm -rf /",
        b"MZ\x90\0\x03",
        b"\x7fELF\x02",
        b"GIF89a\x01\0",
        b"{\\rtf1 Hello}",
        b"caf\xe9",
        b"one\0two",
        b"\xff\xfeH\0i\0",
        b" %PDF-1.7\n\x01",
    ] {
        assert_eq!(kind(bytes), Err(NotTaken::NotKnown), "{bytes:?}");
    }
    assert_eq!(kind(b"<svg onload=alert(1)>"), Err(NotTaken::Picture(Unfit::Svg)));
    assert_eq!(kind(&PDF[..20]), Err(NotTaken::Pdf));
}

#[test]
fn whatever_is_sent_is_answered() {
    let whole = word(&[part("word/styles.xml")]);
    for at in 0..whole.len() {
        for value in [0, 0x7f, 0xff] {
            let mut changed = whole.clone();
            changed[at] = value;
            let _ = taken_in(changed);
        }
    }
}
