//! What came of asking the whole program, and which clauses had a say in it.
//! Where a clause had none, the same comes of it without the clause, and a
//! copy that lacks it need not be asked again.

use crate::asking::Ask;
use axum::http::StatusCode;
use practice::staff::Role;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Mutex;

/// By the role and what it asked.
pub(crate) type Statuses = HashMap<(Role, String), Said>;

/// What came of asking, and a bit for each clause that had a say in it.
#[derive(Clone, Copy)]
pub(crate) struct Said {
    status: StatusCode,
    clauses: u64,
}

/// What is known before a table is tried.
pub(crate) enum Known {
    Nothing,
    /// It is being learnt: one request after the other, so that it is clear which clauses each consults.
    Learning(Arc<Mutex<Statuses>>, &'static AtomicU64),
    /// What does not depend on the clause with this number.
    But(usize, Arc<Mutex<Statuses>>),
}

impl Known {
    /// What comes of asking, by asking only where it is not known.
    pub(crate) async fn or(
        &self,
        role: Role,
        ask: &Ask,
        asking: impl Future<Output = StatusCode>,
    ) -> StatusCode {
        let key = (role, format!("{} {} {}", ask.method, ask.path, ask.body));
        match self {
            Self::Nothing => asking.await,
            Self::Learning(statuses, asked) => {
                let mut statuses = statuses.lock().await;
                asked.store(0, Ordering::Relaxed);
                let status = asking.await;
                // What was taken changes what comes after it, so it has to be sent each time.
                if ask.method == "GET" || status.is_client_error() {
                    let said = Said { status, clauses: asked.load(Ordering::Relaxed) };
                    statuses.entry(key).and_modify(|before| before.also(said)).or_insert(said);
                }
                status
            }
            Self::But(clause, statuses) => {
                let said = statuses.lock().await.get(&key).copied();
                match said {
                    Some(said) if said.clauses & (1 << clause) == 0 => said.status,
                    _ => asking.await,
                }
            }
        }
    }
}

impl Said {
    /// The same was asked before: unless the same came of it, no clause is left out.
    fn also(&mut self, said: Self) {
        let clauses = if self.status == said.status { self.clauses | said.clauses } else { u64::MAX };
        *self = Self { clauses, ..said };
    }
}
