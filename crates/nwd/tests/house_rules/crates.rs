//! What cargo knows about the workspace: its packages and who depends on whom.

use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The platform the program ships on; what cargo would take elsewhere is not asked for.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// All packages that are built, with the edges between them.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct House {
    pub(crate) packages: Vec<Package>,
    workspace_members: BTreeSet<String>,
    resolve: Resolve,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Package {
    id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    pub(crate) dependencies: Vec<Dependency>,
}

/// A line of a `Cargo.toml`; `kind` is nothing for a normal dependency.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) kind: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Debug, Clone, Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Debug, Clone, Deserialize)]
struct EdgeKind {
    kind: Option<String>,
}

/// The workspace's top folder.
pub(crate) fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

impl House {
    /// Asks cargo.
    pub(crate) fn as_it_stands() -> Self {
        let told = Command::new(env!("CARGO"))
            .args(["metadata", "--format-version=1", "--locked", "--filter-platform", PLATFORM])
            .current_dir(top())
            .stdin(Stdio::null())
            .output()
            .expect("cargo, which runs this test, can be run");
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        serde_json::from_slice(&told.stdout).expect("cargo tells what it knows in the form it promises")
    }

    /// Our own packages.
    pub(crate) fn floors(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }

    /// Other people's packages.
    pub(crate) fn guests(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| !self.workspace_members.contains(&package.id))
    }

    /// Names of everything a package runs with: its normal dependencies, theirs, and so on.
    pub(crate) fn runs_with(&self, name: &str) -> BTreeSet<&str> {
        let names: HashMap<&str, &str> =
            self.packages.iter().map(|p| (p.id.as_str(), p.name.as_str())).collect();
        let edges: HashMap<&str, &[Edge]> =
            self.resolve.nodes.iter().map(|n| (n.id.as_str(), &n.deps[..])).collect();
        let mut waiting: Vec<&str> =
            self.packages.iter().filter(|p| p.name == name).map(|p| p.id.as_str()).collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            if seen.insert(id) {
                let normal = edges[id].iter().filter(|edge| edge.dep_kinds.iter().any(|k| k.kind.is_none()));
                waiting.extend(normal.map(|edge| edge.pkg.as_str()));
            }
        }
        seen.iter().map(|id| names[id]).filter(|found| *found != name).collect()
    }

    /// Plants a line in a floor's `Cargo.toml`, as if somebody had written it.
    pub(crate) fn with_line(mut self, floor: &str, wanted: &str, kind: Option<&str>) -> Self {
        let line = Dependency { name: wanted.into(), kind: kind.map(Into::into) };
        self.package(floor).dependencies.push(line);
        self
    }

    /// Plants an edge in the resolved graph, as if one package used the other.
    pub(crate) fn with_edge(mut self, from: &str, to: &str) -> Self {
        let from = self.package(from).id.clone();
        let to = self.package(to).id.clone();
        let node =
            self.resolve.nodes.iter_mut().find(|node| node.id == from).expect("every package has a node");
        node.deps.push(Edge { pkg: to, dep_kinds: vec![EdgeKind { kind: None }] });
        self
    }

    /// Plants a package of somebody else's.
    pub(crate) fn with_guest(mut self, name: &str, version: &str, license: Option<&str>) -> Self {
        let id = format!("{name}@{version}");
        let license = license.map(Into::into);
        self.packages.push(Package {
            id: id.clone(),
            name: name.into(),
            version: version.into(),
            license,
            dependencies: Vec::new(),
        });
        self.resolve.nodes.push(Node { id, deps: Vec::new() });
        self
    }

    fn package(&mut self, name: &str) -> &mut Package {
        self.packages
            .iter_mut()
            .find(|package| package.name == name)
            .expect("the test names a package that is here")
    }
}
