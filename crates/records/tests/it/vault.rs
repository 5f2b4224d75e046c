//! Values that tell where somebody is: encrypted, bound to one person.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::pen::Pen;
use crate::raw::Cell;
use practice::ids::{AuthorityId, PersonId, VaultId};
use records::{Error, VaultRandom, put_away};

/// Keeps a value in an act without events.
async fn keep(
    ground: &Ground,
    pen: &mut Pen,
    authority: AuthorityId,
    person: PersonId,
    value: &str,
    findable: bool,
) -> VaultId {
    let id = VaultId(pen.id());
    let mut nonce = [0; 24];
    nonce[..16].copy_from_slice(id.0.as_bytes());
    let random = VaultRandom { salt: [5; 16], nonce };
    let keys = ground.records.keys();
    let (row, _) = put_away(keys, authority, person, id, random, value, findable.then_some(value)).unwrap();
    pen.authority = authority;
    let mut act = pen.act([]);
    act.vault = vec![row];
    ground.records.append(act).await.unwrap();
    id
}

on_both_engines! {
    async fn a_value_is_read_back_by_its_council_alone(ground) {
        let mut pen = Pen::new(500);
        let person = pen.person();
        let id = keep(ground, &mut pen, COUNCIL, person, "12 Sample Street, Zürich", false).await;
        let read = async |authority| ground.records.vault_value(authority, id).await.unwrap();
        assert_eq!(read(COUNCIL).await.as_deref(), Some("12 Sample Street, Zürich"));
        assert_eq!(read(NEIGHBOUR).await, None);
        assert_eq!(ground.records.vault_value(COUNCIL, VaultId(pen.id())).await.unwrap(), None);
    }

    async fn a_value_moved_to_another_person_or_row_does_not_open(ground) {
        let mut pen = Pen::new(501);
        let (person, other) = (pen.person(), pen.person());
        let first = keep(ground, &mut pen, COUNCIL, person, "AB1 2CD", false).await;
        let second = keep(ground, &mut pen, COUNCIL, person, "EF3 4GH", false).await;
        ground.raw.run("UPDATE vault SET person = $1 WHERE id = $2", &[Cell::Id(other.0), Cell::Id(first.0)]).await;
        assert!(matches!(ground.records.vault_value(COUNCIL, first).await, Err(Error::Unreadable(_))));
        ground.raw.run("DELETE FROM vault WHERE id = $1", &[Cell::Id(first.0)]).await;
        ground.raw.run("UPDATE vault SET id = $1 WHERE id = $2", &[Cell::Id(first.0), Cell::Id(second.0)]).await;
        assert!(matches!(ground.records.vault_value(COUNCIL, first).await, Err(Error::Unreadable(_))));
    }

    async fn people_are_found_by_postcode_in_their_council_and_shielded_ones_never(ground) {
        let mut pen = Pen::new(502);
        let (a, b, shielded, theirs) = (pen.person(), pen.person(), pen.person(), pen.person());
        keep(ground, &mut pen, COUNCIL, a, "AB1 2CD", true).await;
        keep(ground, &mut pen, COUNCIL, a, "AB1 2CD", true).await;
        keep(ground, &mut pen, COUNCIL, b, "ab12cd", true).await;
        keep(ground, &mut pen, COUNCIL, shielded, "AB1 2CD", false).await;
        keep(ground, &mut pen, NEIGHBOUR, theirs, "AB1 2CD", true).await;
        let mut ours = [a, b];
        ours.sort();
        assert_eq!(ground.records.people_found_by(COUNCIL, "aB12 cD").await.unwrap(), ours);
        assert_eq!(ground.records.people_found_by(NEIGHBOUR, "AB1 2CD").await.unwrap(), [theirs]);
        assert!(ground.records.people_found_by(COUNCIL, "AB1 2CE").await.unwrap().is_empty());
    }

    async fn no_value_stands_in_the_clear(ground) {
        let mut pen = Pen::new(503);
        let person = pen.person();
        keep(ground, &mut pen, COUNCIL, person, "SECRETPOSTCODE", true).await;
        keep(ground, &mut pen, COUNCIL, person, "SECRETPOSTCODE", true).await;
        let kinds = [crate::raw::Kind::Bytes];
        let rows = ground.raw.hand().await.ask("SELECT sealed FROM vault", &kinds, &[]).await;
        assert_ne!(rows[0], rows[1]);
        for row in rows {
            let Cell::Bytes(bytes) = &row[0] else { panic!("sealed values are bytes") };
            assert!(!bytes.windows(6).any(|window| window == b"SECRET"));
        }
    }
}
