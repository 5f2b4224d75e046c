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
    written_in: Option<Uuid>,
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
            written_in: self.written_in,
        }
    }
}

macro_rules! draft_columns {
    () => {
        "SELECT account, authority, form, person, sealed, saved_at, written_in FROM draft "
    };
}

fn kept((account, form, at): (Uuid, String, At)) -> KeptDraft {
    KeptDraft { account: AccountId(account), form, saved_at: at.0 }
}

/// What comes after every name that begins so.
fn beyond(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

macro_rules! save_draft {
    () => {
        "INSERT INTO draft (account, authority, form, person, sealed, saved_at, written_in) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account, authority, form) \
         DO UPDATE SET person = excluded.person, sealed = excluded.sealed, saved_at = excluded.saved_at, \
         written_in = excluded.written_in"
    };
}

/// A draft in the order of [`save_draft`].
macro_rules! bound {
    ($query:expr, $draft:expr) => {
        $query
            .bind($draft.account.0)
            .bind($draft.authority.0)
            .bind(&$draft.form)
            .bind($draft.person.map(|person| person.0))
            .bind($draft.sealed.as_slice())
            .bind(At($draft.saved_at))
            .bind($draft.written_in)
    };
}

impl Store {
    /// Keeps a draft in place of the one before.
    pub(crate) async fn save_draft(&self, draft: SealedDraft) -> Result<(), Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    bound!(sqlx::query(save_draft!()), draft).execute(conn).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Keeps a draft, unless one stands that was typed in another window than this one and is not what
    /// it was opened with, or one that was saved after a moment; answers since when that one stands.
    pub(crate) async fn save_draft_of_window(
        &self,
        draft: SealedDraft,
        opened_with: Option<Instant>,
        not_after: Option<Instant>,
    ) -> Result<Option<Instant>, Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    let sql = concat!(
                        save_draft!(),
                        " WHERE (draft.written_in IS NOT DISTINCT FROM excluded.written_in OR draft.saved_at = $8) \
                         AND draft.saved_at <= COALESCE($9, draft.saved_at)"
                    );
                    let saved = bound!(sqlx::query(sql), draft)
                        .bind(opened_with.map(At))
                        .bind(not_after.map(At))
                        .execute(&mut *conn)
                        .await?;
                    if saved.rows_affected() > 0 {
                        return Ok(None);
                    }
                    // The row that stood in the way is locked by now, also where it was left as it is.
                    let stands: At = sqlx::query_scalar(
                        "SELECT saved_at FROM draft WHERE account = $1 AND authority = $2 AND form = $3",
                    )
                    .bind(draft.account.0)
                    .bind(draft.authority.0)
                    .bind(&draft.form)
                    .fetch_one(conn)
                    .await?;
                    Ok(Some(stands.0))
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
        Ok(rows.into_iter().map(kept).collect())
    }

    /// Who saved words in one form since a moment, the latest first; none of the words.
    pub(crate) async fn drafts_of_form(
        &self,
        authority: AuthorityId,
        form: &str,
        since: Instant,
    ) -> Result<Vec<KeptDraft>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<(Uuid, String, At)> = sqlx::query_as(
            "SELECT account, form, saved_at FROM draft WHERE authority = $1 AND form = $2 AND saved_at >= $3 \
             ORDER BY saved_at DESC, account",
        )
        .bind(authority.0)
        .bind(form)
        .bind(At(since))
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows.into_iter().map(kept).collect())
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

    /// Throws a draft away that was typed in this window or is what it was opened with; another stays.
    pub(crate) async fn discard_draft_of_window(
        &self,
        account: AccountId,
        authority: AuthorityId,
        form: &str,
        window: Option<Uuid>,
        opened_with: Option<Instant>,
    ) -> Result<(), Error> {
        let form = form.to_owned();
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    sqlx::query(
                        "DELETE FROM draft WHERE account = $1 AND authority = $2 AND form = $3 \
                         AND (written_in IS NOT DISTINCT FROM $4 OR saved_at = $5)",
                    )
                    .bind(account.0)
                    .bind(authority.0)
                    .bind(&form)
                    .bind(window)
                    .bind(opened_with.map(At))
                    .execute(conn)
                    .await?;
                    Ok(())
                })
            })
            .await
    }
}
