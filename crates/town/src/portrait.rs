//! Pictures that stand where photos would: somebody without a face, in two or
//! three colours, so that nobody can take them for a person.

use crate::chance::{Chance, Purpose, digest};

/// The sides of a picture, in pixels.
const SIDES: (u32, u32) = (240, 300);
/// Backgrounds, clothes, and the colours of hair nobody has.
const WALLS: [Colour; 6] =
    [[242, 228, 205], [205, 226, 230], [226, 214, 234], [216, 230, 205], [240, 214, 208], [222, 222, 214]];
const CLOTHES: [Colour; 6] =
    [[29, 79, 96], [128, 58, 84], [74, 92, 48], [150, 88, 32], [72, 64, 124], [60, 68, 76]];
const HEADS: [Colour; 4] = [[176, 150, 134], [150, 160, 176], [168, 158, 128], [160, 148, 168]];
const HAIR: [Colour; 5] = [[44, 52, 88], [96, 44, 60], [38, 84, 78], [110, 78, 34], [70, 70, 70]];

type Colour = [u8; 3];

/// A round shape: its middle, and how far it reaches to the side and up, in half pixels.
struct Round {
    middle: (i64, i64),
    reach: (i64, i64),
    colour: Colour,
}

impl Round {
    fn holds(&self, x: i64, y: i64) -> bool {
        let (across, along) = (x - self.middle.0, y - self.middle.1);
        let (wide, high) = (self.reach.0.pow(2), self.reach.1.pow(2));
        across.pow(2) * high + along.pow(2) * wide <= wide * high
    }
}

/// The picture of somebody by the name they use, as a PNG of a few kilobytes: always the same for one name.
pub fn portrait(name: &str) -> Vec<u8> {
    let mut chance = Chance::of(digest(name), 0, Purpose::Portrait, 0);
    let wall = chance.pick(&WALLS);
    let shapes = shapes(&mut chance);
    let colour_at = |x: i64, y: i64| {
        shapes.iter().rev().find(|shape| shape.holds(x, y)).map_or(wall, |shape| shape.colour)
    };
    // Four points make a pixel, so that edges are soft.
    let paint = |x: u32, y: u32| {
        let (x, y) = (i64::from(x) * 2, i64::from(y) * 2);
        mixed([(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)].map(|(x, y)| colour_at(x, y)))
    };
    // What could not be painted is no picture, and whoever is given it says so.
    exchange::painted(SIDES.0, SIDES.1, paint).unwrap_or_default()
}

/// From the back to the front: hair that hangs down, neck, shoulders, head, hair on top.
fn shapes(chance: &mut Chance) -> Vec<Round> {
    let (clothes, head, hair) = (chance.pick(&CLOTHES), chance.pick(&HEADS), chance.pick(&HAIR));
    let long = i64::from(chance.number(0..=120));
    let broad = i64::from(chance.number(180..=215));
    let lean = i64::from(chance.number(-14..=14));
    let at = |x: i64, y: i64, wide: i64, high: i64, colour: Colour| Round {
        middle: (x, y),
        reach: (wide, high),
        colour,
    };
    vec![
        at(240 + lean, 250, 112, 100 + long, hair),
        at(240 + lean / 2, 380, 46, 80, head),
        at(240, 610, broad, 204, clothes),
        at(240 + lean, 258, 92, 116, head),
        at(240 + lean, 176, 98, 62, hair),
    ]
}

fn mixed(points: [Colour; 4]) -> Colour {
    [0, 1, 2].map(|part| {
        let sum: u16 = points.iter().map(|point| u16::from(point[part])).sum();
        u8::try_from(sum / 4).unwrap_or(u8::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::portrait;

    #[test]
    fn one_name_always_looks_alike_and_another_differently() {
        assert_eq!(portrait("Ella Winterbourne"), portrait("Ella Winterbourne"));
        assert_ne!(portrait("Ella Winterbourne"), portrait("Tia Crook"));
    }

    #[test]
    fn a_portrait_is_a_small_picture_that_is_taken_in() {
        let picture = portrait("Kayleigh Marsden");
        assert!((500..10_000).contains(&picture.len()), "{} bytes", picture.len());
        assert!(exchange::remade(&picture, exchange::Picture::Photo).is_ok());
    }
}
