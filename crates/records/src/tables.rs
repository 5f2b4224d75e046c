//! The views as tables: what a rebuild empties and a check compares.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Id,
    Text,
    Bytes,
    At,
    Day,
    Bool,
}

/// One column of a view.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
}

/// One view.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// The version of its fold: raised when the fold makes something else of
    /// events that are already written. The view is then folded anew, beside
    /// the work that goes on.
    pub(crate) version: i64,
    /// The columns of its key: the order of comparison, the same on both engines.
    pub(crate) key: &'static str,
    pub(crate) columns: &'static [Column],
}

macro_rules! views {
    ($($name:ident v $version:literal ($key:literal) { $($column:ident $kind:ident,)* })*) => {
        /// Every view. A test holds this list equal to the schema.
        pub(crate) const VIEWS: &[Table] = &[
            $(Table {
                name: stringify!($name),
                version: $version,
                key: $key,
                columns: &[$(Column { name: stringify!($column), kind: Kind::$kind },)*],
            },)*
        ];
    };
}

views! {
    council v 1 ("authority") { authority Id, name Text, accent Text, help_line Text, logo Id, }
    team v 1 ("id") { id Id, authority Id, name Text, hub Bool, closed Bool, }
    post v 2 ("id") {
        id Id, authority Id, name Text, account Id, team Id, roles Text, from_day Day, to_day Day, ended Bool,
    }
    post_closed v 1 ("post") { post Id, }
    post_telephone v 1 ("post") { post Id, telephone Text, }
    on_call v 1 ("event") { event Id, authority Id, post Id, team Id, from_day Day, to_day Day, ended Bool, }
    out_alone v 1 ("stream") {
        stream Id, authority Id, post Id, went_at At, back_by At, late_from At, ended_at At, ended_by Id,
    }
    words v 1 ("authority, key") { authority Id, key Text, value Text, }
    person v 10 ("id") {
        id Id, authority Id, reference Text, status Text, team Id, key_worker Id, sleeping_team Id,
        restricted Bool, sealed Bool, sort_name Text, born Day, missing_since Day, died Bool,
        header Bytes,
    }
    person_key v 5 ("authority, key, person") { authority Id, key Text, person Id, }
    person_named v 1 ("person, post") { person Id, post Id, }
    person_worker v 1 ("person, post, how") { person Id, post Id, how Text, }
    person_cover v 1 ("person, post, from_day, to_day") { person Id, post Id, from_day Day, to_day Day, }
    goodbye v 1 ("person, post") { person Id, post Id, day Day, }
    contact v 1 ("event") { event Id, authority Id, person Id, day Day, how Text, class Text, }
    adoption_worker v 1 ("person, post") { person Id, post Id, }
    relative v 1 ("account, person") { account Id, person Id, }
    withdrawal v 1 ("stream") { stream Id, authority Id, account Id, person Id, reason Text, asked_at At, }
    glass v 3 ("event") {
        event Id, authority Id, post Id, person Id, reason Text, opened_at At, until At, reviewed Bool, stream Id,
        arriving Id, review Id,
    }
    match_case v 2 ("stream") {
        stream Id, authority Id, person Id, other Id, why Text, urgent Bool, decided Text, file_says Id,
    }
    conflict v 1 ("stream") {
        stream Id, authority Id, person Id, stands Id, kind Text, file_says Id, decided Bool,
    }
    notice v 1 ("event, post") {
        event Id, post Id, authority Id, person Id, kind Text, about Id, given_at At,
    }
    story v 3 ("person, happened, recorded, event") {
        person Id, happened Text, recorded At, event Id, kind Text, class Text, actor Text, corrects Id,
    }
}

#[cfg(test)]
mod tests {
    use super::VIEWS;
    use crate::sqlite::shadow::Shadow;
    use std::collections::{BTreeMap, BTreeSet};

    /// What stands in the tables and is not folded from the journal.
    const BESIDE_THE_VIEWS: [&str; 24] = [
        "_sqlx_migrations",
        "account",
        "draft",
        "event",
        "file",
        "file_chunk",
        "fold",
        "installation",
        "job",
        "lease",
        "leaving",
        "link",
        "notice_read",
        "out_words",
        "recovery_code",
        "refused",
        "request_key",
        "seal",
        "seal_head",
        "seen",
        "session",
        "stream",
        "throttle",
        "vault",
    ];

    #[tokio::test]
    async fn every_table_is_a_view_with_all_its_columns_or_stands_beside_the_views() {
        let mut shadow = Shadow::new().await.unwrap();
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid",
        )
        .fetch_all(&mut shadow.conn)
        .await
        .unwrap();
        let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (table, column) in rows {
            tables.entry(table).or_default().insert(column);
        }
        for beside in BESIDE_THE_VIEWS {
            assert!(tables.remove(beside).is_some(), "{beside} is not there");
        }
        let views: BTreeMap<String, BTreeSet<String>> = VIEWS
            .iter()
            .map(|view| {
                (view.name.to_owned(), view.columns.iter().map(|column| column.name.to_owned()).collect())
            })
            .collect();
        assert_eq!(tables, views);
    }

    #[tokio::test]
    async fn a_view_is_compared_in_the_order_of_its_key() {
        let mut shadow = Shadow::new().await.unwrap();
        for view in VIEWS {
            let key: Vec<String> =
                sqlx::query_scalar("SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk")
                    .bind(view.name)
                    .fetch_all(&mut shadow.conn)
                    .await
                    .unwrap();
            assert_eq!(key.join(", "), view.key, "{}", view.name);
        }
    }
}
