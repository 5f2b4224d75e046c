//! Words typed and not sent yet: they survive a lock and a sign-out.

use super::Store;
use crate::Error;
use crate::accounts::{KeptDraft, SealedDraft};
use crate::columns::At;
use practice::dates::Instant;
use practice::ids::{AccountId, AuthorityId, PersonId};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct Row {
    account: Uuid,
    authority: Uuid,
    form: String,
    person: Option<Uuid>,
    sealed: Vec<u8>,
    saved_at: At,
}

impl Row {
    fn read(self) -> SealedDraft {
        SealedDraft {
            account: AccountId(self.account),
            authority: AuthorityId(self.authority),
            form: self.form,
            person: self.person.map(PersonId),
            sealed: self.sealed,
            saved_at: self.saved_at.0,
        }
    }
}

macro_rules! draft_columns {
    () => {
        "SELECT account, authority, form, person, sealed, saved_at FROM draft "
    };
}

/// What comes after every name that begins so.
fn beyond(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

macro_rules! save_draft {
    () => {
        "INSERT INTO draft (account, authority, form, person, sealed, saved_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account, authority, form) \
         DO UPDATE SET person = excluded.person, sealed = excluded.sealed, saved_at = excluded.saved_at"
    };
}

impl Store {
    /// Keeps a draft in place of the one before.
    pub(crate) async fn save_draft(&self, draft: SealedDraft) -> Result<(), Error> {
        self.keep_draft(save_draft!(), draft, None).await.map(drop)
    }

    /// Keeps a draft, unless one stands that was saved after a moment; whether it was kept.
    pub(crate) async fn save_draft_unless_newer(
        &self,
        draft: SealedDraft,
        not_after: Instant,
    ) -> Result<bool, Error> {
        self.keep_draft(concat!(save_draft!(), " WHERE draft.saved_at <= $7"), draft, Some(not_after)).await
    }

    async fn keep_draft(
        &self,
        sql: &'static str,
        draft: SealedDraft,
        not_after: Option<Instant>,
    ) -> Result<bool, Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    let query = sqlx::query(sql)
                        .bind(draft.account.0)
                        .bind(draft.authority.0)
                        .bind(&draft.form)
                        .bind(draft.person.map(|person| person.0))
                        .bind(draft.sealed.as_slice())
                        .bind(At(draft.saved_at));
                    let query = match not_after {
                        Some(moment) => query.bind(At(moment)),
                        None => query,
                    };
                    Ok(query.execute(conn).await?.rows_affected() > 0)
                })
            })
            .await
    }

    /// The draft of one form.
    pub(crate) async fn draft(
        &self,
        account: AccountId,
        authority: AuthorityId,
        form: &str,
    ) -> Result<Option<SealedDraft>, Error> {
        let mut reader = self.engine.reader().await?;
        let row: Option<Row> =
            sqlx::query_as(concat!(draft_columns!(), "WHERE account = $1 AND authority = $2 AND form = $3"))
                .bind(account.0)
                .bind(authority.0)
                .bind(form)
                .fetch_optional(&mut *reader)
                .await?;
        Ok(row.map(Row::read))
    }

    /// What an account keeps in a council under names that begin so, newest first.
    pub(crate) async fn drafts(
        &self,
        account: AccountId,
        authority: AuthorityId,
        prefix: &str,
    ) -> Result<Vec<SealedDraft>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<Row> = sqlx::query_as(concat!(
            draft_columns!(),
            "WHERE account = $1 AND authority = $2 AND form >= $3 AND form < $4 ORDER BY saved_at DESC, form"
        ))
        .bind(account.0)
        .bind(authority.0)
        .bind(prefix)
        .bind(beyond(prefix))
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows.into_iter().map(Row::read).collect())
    }

    /// Who keeps something in which form about one person, the latest first; none of the words.
    pub(crate) async fn drafts_about(
        &self,
        authority: AuthorityId,
        person: PersonId,
    ) -> Result<Vec<KeptDraft>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<(Uuid, String, At)> = sqlx::query_as(
            "SELECT account, form, saved_at FROM draft WHERE authority = $1 AND person = $2 \
             ORDER BY saved_at DESC, form, account",
        )
        .bind(authority.0)
        .bind(person.0)
        .fetch_all(&mut *reader)
        .await?;
        let read = |(account, form, at): (Uuid, String, At)| KeptDraft {
            account: AccountId(account),
            form,
            saved_at: at.0,
        };
        Ok(rows.into_iter().map(read).collect())
    }

    /// How many things an account keeps in a council under names that begin so.
    pub(crate) async fn drafts_waiting(
        &self,
        account: AccountId,
        authority: AuthorityId,
        prefix: &str,
    ) -> Result<i64, Error> {
        let mut reader = self.engine.reader().await?;
        Ok(sqlx::query_scalar(
            "SELECT COUNT(*) FROM draft WHERE account = $1 AND authority = $2 AND form >= $3 AND form < $4",
        )
        .bind(account.0)
        .bind(authority.0)
        .bind(prefix)
        .bind(beyond(prefix))
        .fetch_one(&mut *reader)
        .await?)
    }

    /// Throws away what anybody kept before a moment under names that begin so; answers how much.
    pub(crate) async fn clear_drafts(&self, prefix: &str, before: Instant) -> Result<u64, Error> {
        let (from, to) = (prefix.to_owned(), beyond(prefix));
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    let cleared =
                        sqlx::query("DELETE FROM draft WHERE form >= $1 AND form < $2 AND saved_at < $3")
                            .bind(&from)
                            .bind(&to)
                            .bind(At(before))
                            .execute(conn)
                            .await?;
                    Ok(cleared.rows_affected())
                })
            })
            .await
    }

    /// Throws a draft away.
    pub(crate) async fn discard_draft(
        &self,
        account: AccountId,
        authority: AuthorityId,
        form: &str,
    ) -> Result<(), Error> {
        let form = form.to_owned();
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    sqlx::query("DELETE FROM draft WHERE account = $1 AND authority = $2 AND form = $3")
                        .bind(account.0)
                        .bind(authority.0)
                        .bind(&form)
                        .execute(conn)
                        .await?;
                    Ok(())
                })
            })
            .await
    }
}
