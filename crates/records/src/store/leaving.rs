//! What left the system.

use super::{Conn, Store};
use crate::Error;
use crate::columns::{At, plain};
use crate::rows::Leaving;
use practice::ids::{AccountId, AuthorityId, PersonId, PostId};
use uuid::Uuid;

type Row = (Uuid, Uuid, Uuid, Uuid, Option<Uuid>, String, String, String, Option<String>, Vec<u8>, At);

macro_rules! left_where {
    ($column:literal) => {
        concat!(
            "SELECT id, authority, account, post, person, what, form, recipient, purpose, digest, at FROM leaving WHERE ",
            $column,
            " = $1 AND authority = $2 ORDER BY at DESC, id DESC LIMIT $3"
        )
    };
}

impl Store {
    /// Writes down what is about to leave.
    pub(crate) async fn note_leaving(&self, leaving: Leaving) -> Result<(), Error> {
        self.engine.write(move |conn| Box::pin(async move { insert(conn, &leaving).await })).await
    }

    /// What of a record left, newest first.
    pub(crate) async fn left_of(
        &self,
        authority: AuthorityId,
        person: PersonId,
        limit: i64,
    ) -> Result<Vec<Leaving>, Error> {
        self.left(left_where!("person"), person.0, authority, limit).await
    }

    /// What a worker let out, newest first.
    pub(crate) async fn left_by(
        &self,
        authority: AuthorityId,
        post: PostId,
        limit: i64,
    ) -> Result<Vec<Leaving>, Error> {
        self.left(left_where!("post"), post.0, authority, limit).await
    }

    async fn left(
        &self,
        sql: &'static str,
        whose: Uuid,
        authority: AuthorityId,
        limit: i64,
    ) -> Result<Vec<Leaving>, Error> {
        let mut reader = self.engine.reader().await?;
        let query = sqlx::query_as::<_, Row>(sql).bind(whose).bind(authority.0).bind(limit);
        query.fetch_all(&mut *reader).await?.into_iter().map(read).collect()
    }
}

async fn insert(conn: &mut Conn, leaving: &Leaving) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO leaving (id, authority, account, post, person, what, form, recipient, purpose, digest, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(leaving.id)
    .bind(leaving.authority.0)
    .bind(leaving.account.0)
    .bind(leaving.post.0)
    .bind(leaving.person.map(|person| person.0))
    .bind(&leaving.what)
    .bind(&leaving.form)
    .bind(&leaving.recipient)
    .bind(leaving.purpose.as_deref().map(plain))
    .bind(&leaving.digest[..])
    .bind(At(leaving.at))
    .execute(conn)
    .await?;
    Ok(())
}

fn read(row: Row) -> Result<Leaving, Error> {
    let (id, authority, account, post, person, what, form, recipient, purpose, digest, at) = row;
    Ok(Leaving {
        id,
        authority: AuthorityId(authority),
        account: AccountId(account),
        post: PostId(post),
        person: person.map(PersonId),
        what,
        form,
        recipient,
        purpose,
        digest: digest.try_into().map_err(|_| Error::Unreadable("a digest of what left".into()))?,
        at: at.0,
    })
}
