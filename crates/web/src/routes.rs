//! Every address of the site, and who may use it.
//!
//! A route cannot be written down without saying who may use it; the gate
//! holds it to that before the page's own code runs. [`ROUTES`] lists them
//! for the tests that try every route as every role.

use crate::gate::{self, Guard};
use crate::{Site, pages};
use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, on};
use practice::staff::Permission;
use std::sync::LazyLock;

/// The largest body of any request, in bytes: a folder of council files.
pub(crate) const LARGEST_BODY: usize = 200 * 1024 * 1024;
/// The largest form, in bytes.
pub(crate) const LARGEST_FORM: usize = 1024 * 1024;

/// Who may use a route. Whether a record is theirs is for the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody: signing in, styles, health.
    Open,
    /// Only on a demonstration's start page.
    Demo,
    /// Anybody signed in, even before a post is chosen or a screen unlocked.
    Session,
    /// The same, and whoever's session has ended: they are led to the door and back.
    AtTheLock,
    /// Whoever is signed in to a post.
    SignedIn,
    /// Whoever holds one of these permissions.
    Needs(&'static [Permission]),
}

impl Access {
    /// Whether somebody may come who is signed in and has chosen no post, or whose screen is locked.
    pub(crate) fn is_without_post(self) -> bool {
        matches!(self, Self::Session | Self::AtTheLock)
    }
}

/// One line of the table of routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteLine {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The address, with its parts in braces.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
}

/// Every route of the site, without styles and scripts.
pub static ROUTES: LazyLock<Vec<RouteLine>> = LazyLock::new(|| pages::table(Table::listing()).lines);

/// The table being written: for serving, or only to be listed.
pub(crate) struct Table {
    router: Option<(Router<Site>, Site)>,
    lines: Vec<RouteLine>,
}

impl Table {
    fn listing() -> Self {
        Self { router: None, lines: Vec::new() }
    }

    /// A page that only shows.
    pub(crate) fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.on("GET", MethodFilter::GET, path, access, handler)
    }

    /// A form that is sent.
    pub(crate) fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.on("POST", MethodFilter::POST, path, access, handler)
    }

    fn on<H, T>(
        mut self,
        method: &'static str,
        filter: MethodFilter,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.lines.push(RouteLine { method, path, access });
        if let Some((router, site)) = self.router.take() {
            let guard = Guard { site: site.clone(), access };
            let route = on(filter, handler).layer(from_fn_with_state(guard, gate::guard));
            self.router = Some((router.route(path, route), site));
        }
        self
    }
}

/// The router of the whole table.
pub(crate) fn router(site: &Site) -> Router<Site> {
    let table = pages::table(Table { router: Some((Router::new(), site.clone())), lines: Vec::new() });
    let router = table.router.map_or_else(Router::new, |(router, _)| router);
    router.route("/assets/{file}", axum::routing::get(pages::assets::file))
}
