//! Accounts, their second step, and links that open something once.

use super::sessions::{end_all, insert_session};
use super::{Conn, Store};
use crate::accounts::{Account, Entry, Link, Proof, SecondStep, SessionId};
use crate::columns::At;
use crate::{Error, SignInChange};
use practice::dates::Instant;
use practice::ids::{AccountId, AuthorityId, PostId};
use sqlx::FromRow;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Why a whole entry was taken back: somebody was quicker with the same proof.
const USED: &str = "it was used before";

#[derive(FromRow)]
struct AccountRow {
    id: Uuid,
    email: String,
    password: Option<String>,
    totp_sealed: Option<Vec<u8>>,
    totp_step: Option<i64>,
    created_at: At,
}

impl AccountRow {
    fn read(self) -> Account {
        Account {
            id: AccountId(self.id),
            email: self.email,
            password: self.password,
            totp_sealed: self.totp_sealed,
            totp_step: self.totp_step,
            created_at: self.created_at.0,
        }
    }
}

/// An account with the post it is invited to.
#[derive(FromRow)]
struct InvitationRow {
    post: Uuid,
    #[sqlx(flatten)]
    account: AccountRow,
}

macro_rules! account_columns {
    () => {
        "SELECT a.id, a.email, a.password, a.totp_sealed, a.totp_step, a.created_at FROM account a "
    };
}

impl Store {
    /// The account of an e-mail address in small letters.
    pub(crate) async fn account_by_email(&self, email: &str) -> Result<Option<Account>, Error> {
        let mut reader = self.engine.reader().await?;
        let row: Option<AccountRow> = sqlx::query_as(concat!(account_columns!(), "WHERE a.email = $1"))
            .bind(email)
            .fetch_optional(&mut *reader)
            .await?;
        Ok(row.map(AccountRow::read))
    }

    /// One account.
    pub(crate) async fn account(&self, account: AccountId) -> Result<Option<Account>, Error> {
        let mut reader = self.engine.reader().await?;
        let row: Option<AccountRow> = sqlx::query_as(concat!(account_columns!(), "WHERE a.id = $1"))
            .bind(account.0)
            .fetch_optional(&mut *reader)
            .await?;
        Ok(row.map(AccountRow::read))
    }

    /// The accounts that have a post in a council, ended ones too, by address.
    pub(crate) async fn accounts_in(&self, authority: AuthorityId) -> Result<Vec<Account>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<AccountRow> = sqlx::query_as(concat!(
            account_columns!(),
            "WHERE a.id IN (SELECT p.account FROM post p WHERE p.authority = $1 AND p.account IS NOT NULL) \
             ORDER BY a.email"
        ))
        .bind(authority.0)
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows.into_iter().map(AccountRow::read).collect())
    }

    /// The account of an e-mail address, made with this id where there is none.
    pub(crate) async fn make_account(
        &self,
        id: AccountId,
        email: &str,
        now: Instant,
    ) -> Result<AccountId, Error> {
        let email = email.to_owned();
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    sqlx::query(
                        "INSERT INTO account (id, email, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                    )
                    .bind(id.0)
                    .bind(&email)
                    .bind(At(now))
                    .execute(&mut *conn)
                    .await?;
                    let id: Uuid = sqlx::query_scalar("SELECT id FROM account WHERE email = $1")
                        .bind(&email)
                        .fetch_one(conn)
                        .await?;
                    Ok(AccountId(id))
                })
            })
            .await
    }

    /// Keeps a password.
    pub(crate) async fn set_password(&self, account: AccountId, password: String) -> Result<(), Error> {
        self.engine
            .write(move |conn| Box::pin(async move { write_password(conn, account, &password).await }))
            .await
    }

    /// Keeps a password and ends every session but one, both or neither: whoever
    /// knew the old one is out.
    pub(crate) async fn change_password(
        &self,
        account: AccountId,
        password: String,
        but: SessionId,
        ending: (&'static str, Instant),
    ) -> Result<(), Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    write_password(conn, account, &password).await?;
                    end_all(conn, account, Some(but), ending).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Uses a link up, keeps the password chosen with it and ends every session;
    /// false, and nothing of it, where the link opens nothing.
    pub(crate) async fn choose_password(
        &self,
        link: ([u8; 32], String),
        account: AccountId,
        password: String,
        ending: (&'static str, Instant),
    ) -> Result<bool, Error> {
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    if !take_link(conn, &link, ending.1).await? {
                        return Ok(false);
                    }
                    write_password(conn, account, &password).await?;
                    end_all(conn, account, None, ending).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Who is invited to a post of a council and can take it up still.
    pub(crate) async fn invitations(
        &self,
        authority: AuthorityId,
        now: Instant,
    ) -> Result<BTreeMap<PostId, Account>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<InvitationRow> = sqlx::query_as(
            "SELECT l.post, a.id, a.email, a.password, a.totp_sealed, a.totp_step, a.created_at FROM link l \
             JOIN post p ON p.id = l.post JOIN account a ON a.id = l.account \
             WHERE p.authority = $1 AND p.account IS NULL AND l.used_at IS NULL AND l.expires_at > $2",
        )
        .bind(authority.0)
        .bind(At(now))
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows.into_iter().map(|row| (PostId(row.post), row.account.read())).collect())
    }

    /// Keeps a link, once. With `replacing`, earlier ones of the same purpose for
    /// the same post, or else the same account, open nothing any more; they stay,
    /// so that one of them sent again is not taken for new. Links a month past
    /// their time go.
    pub(crate) async fn make_link(&self, link: Link, replacing: bool, now: Instant) -> Result<(), Error> {
        self.engine
            .write(move |conn| Box::pin(async move { insert_link(conn, &link, replacing, now).await }))
            .await
    }

    /// What a link opens, without using it up.
    pub(crate) async fn link(&self, digest: [u8; 32], now: Instant) -> Result<Option<Link>, Error> {
        let mut reader = self.engine.reader().await?;
        let row: Option<(String, Option<Uuid>, Option<Uuid>, At)> = sqlx::query_as(
            "SELECT purpose, account, post, expires_at FROM link \
             WHERE digest = $1 AND used_at IS NULL AND expires_at > $2",
        )
        .bind(digest.as_slice())
        .bind(At(now))
        .fetch_optional(&mut *reader)
        .await?;
        Ok(row.map(|(purpose, account, post, expires_at)| Link {
            digest,
            purpose,
            account: account.map(AccountId),
            post: post.map(PostId),
            expires_at: expires_at.0,
        }))
    }

    /// Uses a link up; false where it opens nothing.
    pub(crate) async fn use_link(&self, link: ([u8; 32], String), now: Instant) -> Result<bool, Error> {
        self.engine.write(move |conn| Box::pin(async move { take_link(conn, &link, now).await })).await
    }

    /// Lets somebody in: the half-finished sign-in is used up, the proof is
    /// taken, the session begins; false, with nothing written, where either
    /// was used before.
    pub(crate) async fn let_in(&self, entry: Entry) -> Result<bool, Error> {
        whole(self.engine.write(move |conn| Box::pin(async move { write_entry(conn, &entry).await })).await)
    }

    /// Keeps a second step that was confirmed; false, with nothing written,
    /// where the link was used before or another one stands already.
    pub(crate) async fn set_second_step(&self, second: SecondStep) -> Result<bool, Error> {
        whole(
            self.engine
                .write(move |conn| Box::pin(async move { write_second_step(conn, &second).await }))
                .await,
        )
    }

    /// When the accounts of a council last signed in to a post of it.
    pub(crate) async fn last_sign_ins(
        &self,
        authority: AuthorityId,
    ) -> Result<BTreeMap<AccountId, Instant>, Error> {
        let mut reader = self.engine.reader().await?;
        let rows: Vec<(Uuid, At)> = sqlx::query_as(
            "SELECT s.account, MAX(s.created_at) FROM session s JOIN post p ON p.id = s.post \
             WHERE p.authority = $1 GROUP BY s.account ORDER BY s.account",
        )
        .bind(authority.0)
        .fetch_all(&mut *reader)
        .await?;
        Ok(rows.into_iter().map(|(account, at)| (AccountId(account), at.0)).collect())
    }

    /// Keeps new recovery codes in place of all before.
    pub(crate) async fn renew_recovery(&self, account: AccountId, digests: &[[u8; 32]]) -> Result<(), Error> {
        let digests = digests.to_vec();
        self.engine
            .write(move |conn| {
                let digests = digests.clone();
                Box::pin(async move {
                    clear_recovery(conn, account).await?;
                    insert_recovery(conn, account, &digests).await
                })
            })
            .await
    }

    /// How many recovery codes an account has left.
    pub(crate) async fn recovery_left(&self, account: AccountId) -> Result<i64, Error> {
        let mut reader = self.engine.reader().await?;
        Ok(sqlx::query_scalar("SELECT COUNT(*) FROM recovery_code WHERE account = $1 AND used_at IS NULL")
            .bind(account.0)
            .fetch_one(&mut *reader)
            .await?)
    }

    /// One of the installation's own settings.
    pub(crate) async fn installation(&self, key: &str) -> Result<Option<String>, Error> {
        let mut reader = self.engine.reader().await?;
        Ok(sqlx::query_scalar("SELECT value FROM installation WHERE key = $1")
            .bind(key)
            .fetch_optional(&mut *reader)
            .await?)
    }

    /// Keeps one of the installation's own settings.
    pub(crate) async fn set_installation(&self, key: &str, value: &str) -> Result<(), Error> {
        let (key, value) = (key.to_owned(), value.to_owned());
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    sqlx::query(
                        "INSERT INTO installation (key, value) VALUES ($1, $2) \
                         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    )
                    .bind(&key)
                    .bind(&value)
                    .execute(conn)
                    .await?;
                    Ok(())
                })
            })
            .await
    }
}

/// Turns "somebody was quicker" into an answer; the transaction is already undone.
fn whole(written: Result<(), Error>) -> Result<bool, Error> {
    match written {
        Ok(()) => Ok(true),
        Err(Error::Promise(USED)) => Ok(false),
        Err(error) => Err(error),
    }
}

fn or_used(happened: bool) -> Result<(), Error> {
    if happened { Ok(()) } else { Err(Error::Promise(USED)) }
}

async fn write_password(conn: &mut Conn, account: AccountId, password: &str) -> Result<(), Error> {
    sqlx::query("UPDATE account SET password = $1 WHERE id = $2")
        .bind(password)
        .bind(account.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// The one place where a link is used up: only one of two at once succeeds.
async fn take_link(conn: &mut Conn, link: &([u8; 32], String), now: Instant) -> Result<bool, Error> {
    let (digest, purpose) = link;
    let taken = sqlx::query(
        "UPDATE link SET used_at = $1 WHERE digest = $2 AND purpose = $3 AND used_at IS NULL AND expires_at > $1",
    )
    .bind(At(now))
    .bind(digest.as_slice())
    .bind(purpose)
    .execute(conn)
    .await?
    .rows_affected();
    Ok(taken == 1)
}

/// Keeps a link, once, as [`Store::make_link`] says it.
pub(super) async fn insert_link(
    conn: &mut Conn,
    link: &Link,
    replacing: bool,
    now: Instant,
) -> Result<(), Error> {
    const MONTH: i64 = 30 * 24 * 60 * 60;
    sqlx::query("DELETE FROM link WHERE expires_at < $1")
        .bind(At(now.plus_seconds(-MONTH)))
        .execute(&mut *conn)
        .await?;
    let made = sqlx::query(
        "INSERT INTO link (digest, purpose, account, post, expires_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
    )
    .bind(link.digest.as_slice())
    .bind(&link.purpose)
    .bind(link.account.map(|account| account.0))
    .bind(link.post.map(|post| post.0))
    .bind(At(link.expires_at))
    .execute(&mut *conn)
    .await?
    .rows_affected();
    if made == 1 && replacing {
        sqlx::query(
            "UPDATE link SET used_at = $1 WHERE purpose = $2 AND used_at IS NULL AND digest <> $3 \
             AND (post = $4 OR (post IS NULL AND account = $5) OR (account IS NULL AND $6))",
        )
        .bind(At(now))
        .bind(&link.purpose)
        .bind(link.digest.as_slice())
        .bind(link.post.map(|post| post.0))
        .bind(link.account.map(|account| account.0))
        .bind(link.account.is_none())
        .execute(conn)
        .await?;
    }
    Ok(())
}

/// Changes how an account signs in, in the act that tells of it.
pub(super) async fn change_sign_in(
    conn: &mut Conn,
    change: &SignInChange,
    now: Instant,
) -> Result<(), Error> {
    match change {
        SignInChange::Address(account, address) => change_address(conn, *account, address, now).await,
        SignInChange::Cleared(account) => {
            sqlx::query("UPDATE account SET password = NULL WHERE id = $1")
                .bind(account.0)
                .execute(&mut *conn)
                .await?;
            sqlx::query("UPDATE link SET used_at = $1 WHERE account = $2 AND used_at IS NULL")
                .bind(At(now))
                .bind(account.0)
                .execute(&mut *conn)
                .await?;
            clear_second_step(conn, *account).await
        }
        SignInChange::SecondStepCleared(account) => clear_second_step(conn, *account).await,
        SignInChange::SessionsEnded(account, why) => {
            end_all(conn, *account, None, (*why, now)).await.map(|_| ())
        }
    }
}

async fn clear_second_step(conn: &mut Conn, account: AccountId) -> Result<(), Error> {
    sqlx::query("UPDATE account SET totp_sealed = NULL, totp_step = NULL WHERE id = $1")
        .bind(account.0)
        .execute(&mut *conn)
        .await?;
    clear_recovery(conn, account).await
}

/// Gives an account another address. What was sent to the earlier one (a link to a new
/// password, a sign-in half-way) opens nothing any more; an invitation to a further post
/// asks for the password and stays. An account that was only ever typed, and never taken
/// up, gives its address back.
async fn change_address(
    conn: &mut Conn,
    account: AccountId,
    address: &str,
    now: Instant,
) -> Result<(), Error> {
    sqlx::query(
        "DELETE FROM account WHERE email = $1 AND id <> $2 AND password IS NULL \
         AND NOT EXISTS (SELECT 1 FROM post p WHERE p.account = account.id) \
         AND NOT EXISTS (SELECT 1 FROM relative r WHERE r.account = account.id) \
         AND NOT EXISTS (SELECT 1 FROM link l WHERE l.account = account.id AND l.used_at IS NULL AND l.expires_at > $3)",
    )
    .bind(address)
    .bind(account.0)
    .bind(At(now))
    .execute(&mut *conn)
    .await?;
    let changed = sqlx::query(
        "UPDATE account SET email = $1 WHERE id = $2 \
         AND NOT EXISTS (SELECT 1 FROM account o WHERE o.email = $1 AND o.id <> $2)",
    )
    .bind(address)
    .bind(account.0)
    .execute(&mut *conn)
    .await
    .map_err(taken_meanwhile)?
    .rows_affected();
    if changed == 0 {
        return Err(Error::AddressTaken);
    }
    sqlx::query(
        "UPDATE link SET used_at = $1 WHERE account = $2 AND used_at IS NULL AND purpose <> 'invitation'",
    )
    .bind(At(now))
    .bind(account.0)
    .execute(conn)
    .await?;
    Ok(())
}

/// Where writes run beside each other, the address may be given to another account after it was
/// looked for and before it is written: the unique index then says what the search would have.
fn taken_meanwhile(error: sqlx::Error) -> Error {
    match &error {
        sqlx::Error::Database(database) if database.is_unique_violation() => Error::AddressTaken,
        _ => error.into(),
    }
}

async fn write_entry(conn: &mut Conn, entry: &Entry) -> Result<(), Error> {
    let account = entry.session.account;
    if let Some(link) = &entry.link {
        or_used(take_link(conn, link, entry.session.at).await?)?;
    }
    match &entry.proof {
        Proof::Password => {}
        Proof::Step { read, step } => or_used(take_step(conn, account, *read, *step).await?)?,
        Proof::Recovery(digest) => or_used(strike_code(conn, account, digest, entry.session.at).await?)?,
    }
    insert_session(conn, &entry.session).await
}

/// Takes a step only while the last one used is still the one that was read.
async fn take_step(conn: &mut Conn, account: AccountId, read: Option<i64>, step: i64) -> Result<bool, Error> {
    // Steps count half minutes since 1970, so none is below nought.
    let taken =
        sqlx::query("UPDATE account SET totp_step = $1 WHERE id = $2 AND COALESCE(totp_step, -1) = $3")
            .bind(step)
            .bind(account.0)
            .bind(read.unwrap_or(-1))
            .execute(conn)
            .await?
            .rows_affected();
    Ok(taken == 1)
}

async fn strike_code(
    conn: &mut Conn,
    account: AccountId,
    digest: &[u8; 32],
    now: Instant,
) -> Result<bool, Error> {
    let struck = sqlx::query(
        "UPDATE recovery_code SET used_at = $1 WHERE account = $2 AND digest = $3 AND used_at IS NULL",
    )
    .bind(At(now))
    .bind(account.0)
    .bind(digest.as_slice())
    .execute(conn)
    .await?
    .rows_affected();
    Ok(struck == 1)
}

async fn write_second_step(conn: &mut Conn, second: &SecondStep) -> Result<(), Error> {
    or_used(take_link(conn, &second.link, second.at).await?)?;
    let set = sqlx::query(
        "UPDATE account SET totp_sealed = $1, totp_step = $2 WHERE id = $3 AND (totp_sealed IS NULL OR $4)",
    )
    .bind(second.sealed.as_slice())
    .bind(second.step)
    .bind(second.account.0)
    .bind(second.replacing)
    .execute(&mut *conn)
    .await?
    .rows_affected();
    or_used(set == 1)?;
    clear_recovery(conn, second.account).await?;
    insert_recovery(conn, second.account, &second.recovery).await?;
    match &second.session {
        Some(session) => insert_session(conn, session).await,
        None => Ok(()),
    }
}

async fn clear_recovery(conn: &mut Conn, account: AccountId) -> Result<(), Error> {
    sqlx::query("DELETE FROM recovery_code WHERE account = $1").bind(account.0).execute(conn).await?;
    Ok(())
}

async fn insert_recovery(conn: &mut Conn, account: AccountId, digests: &[[u8; 32]]) -> Result<(), Error> {
    for digest in digests {
        sqlx::query("INSERT INTO recovery_code (account, digest) VALUES ($1, $2)")
            .bind(account.0)
            .bind(digest.as_slice())
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}
