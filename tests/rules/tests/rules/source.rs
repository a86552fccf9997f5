//! The crates as their own code tells them: which modules there are, and which of them names which.

use crate::repository::{File, files};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::Visit;

/// The name of a module, from the root of its crate; the root itself has none.
pub(crate) type Module = Vec<String>;

/// One crate: what is below its `src`, without tests.
pub(crate) struct Crate {
    /// Its folder, from the top: `services/directives`.
    pub(crate) folder: String,
    sources: BTreeMap<Module, Source>,
}

/// One module.
#[derive(Default)]
struct Source {
    /// What stands in the module under a name that is defined elsewhere.
    names: BTreeMap<String, Vec<String>>,
    /// Whose names all stand in the module.
    globs: Vec<Vec<String>>,
    /// What is defined in the module.
    items: BTreeSet<String>,
    /// Everything that is named by a path, but for what is only passed on (`pub use`).
    paths: Vec<Vec<String>>,
}

/// How often a name may be passed on before whoever looks for it gives up.
const STEPS_MAX: usize = 20;

impl Crate {
    /// Every crate of the repository.
    pub(crate) fn all() -> Vec<Self> {
        let files = files();
        let roots = files.iter().filter_map(|file| file.path.strip_suffix("/Cargo.toml"));
        let with_sources = roots.filter_map(|folder| {
            let root = ["lib.rs", "main.rs"].map(|name| format!("{folder}/src/{name}"));
            let root = root.into_iter().find(|path| files.iter().any(|file| file.path == *path))?;
            Some(Self::read(folder, &root, &files))
        });
        with_sources.collect()
    }

    fn read(folder: &str, root: &str, files: &[File]) -> Self {
        let mut read = Self { folder: folder.to_owned(), sources: BTreeMap::new() };
        read.file(Vec::new(), root, files);
        read
    }

    fn file(&mut self, module: Module, path: &str, files: &[File]) {
        let file = files.iter().find(|file| file.path == path);
        let text = file.and_then(File::text).unwrap_or_else(|| panic!("{path} is missing"));
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let children = self.module(&module, &parsed.items);
        let folder = match path.rsplit_once('/') {
            Some((folder, "lib.rs" | "main.rs" | "mod.rs")) => folder.to_owned(),
            _ => path.trim_end_matches(".rs").to_owned(),
        };
        for child in children {
            let paths = [format!("{folder}/{child}.rs"), format!("{folder}/{child}/mod.rs")];
            let path = paths.into_iter().find(|path| files.iter().any(|file| file.path == *path));
            let path = path.unwrap_or_else(|| panic!("{folder} has no module {child}"));
            self.file(within(&module, &child), &path, files);
        }
    }

    /// Reads a module; the names of its children that have files of their own.
    fn module(&mut self, module: &Module, items: &[syn::Item]) -> Vec<String> {
        let mut source = Source::default();
        let mut children = Vec::new();
        for item in items.iter().filter(|item| !is_for_tests(attributes(item))) {
            source.items.extend(defined(item));
            match item {
                syn::Item::Mod(child) => match &child.content {
                    Some((_, items)) => drop(self.module(&within(module, &child.ident.to_string()), items)),
                    None => children.push(child.ident.to_string()),
                },
                item => source.visit_item(item),
            }
        }
        self.sources.insert(module.clone(), source);
        children
    }

    /// Which module names which, each pair once.
    pub(crate) fn edges(&self) -> BTreeSet<(Module, Module)> {
        let mut edges = BTreeSet::new();
        for (module, source) in &self.sources {
            let named = source.paths.iter().chain(&source.globs).filter_map(|path| self.home_of(module, path, 0));
            edges.extend(named.filter(|named| named != module).map(|named| (module.clone(), named)));
        }
        edges
    }

    /// The module in which something is defined that a module names by a path; `None` where that is another crate's.
    fn home_of(&self, module: &Module, path: &[String], steps: usize) -> Option<Module> {
        let (first, rest) = path.split_first().filter(|_| steps < STEPS_MAX)?;
        match first.as_str() {
            "crate" => self.below(Vec::new(), rest, steps),
            "self" => self.below(module.clone(), rest, steps),
            "super" => {
                let above = module.split_last()?.1.to_vec();
                match rest.first().map(String::as_str) {
                    Some("super") => self.home_of(&above, rest, steps + 1),
                    _ => self.below(above, rest, steps),
                }
            }
            name => {
                let source = self.sources.get(module)?;
                let is_known = source.names.contains_key(name) || self.sources.contains_key(&within(module, name));
                is_known.then(|| self.below(module.clone(), path, steps))?
            }
        }
    }

    /// The same, from a module downwards.
    fn below(&self, module: Module, path: &[String], steps: usize) -> Option<Module> {
        let Some((first, rest)) = path.split_first() else { return Some(module) };
        let child = within(&module, first);
        if self.sources.contains_key(&child) {
            return self.below(child, rest, steps);
        }
        let source = self.sources.get(&module)?;
        if let Some(elsewhere) = source.names.get(first) {
            let elsewhere: Vec<String> = elsewhere.iter().chain(rest).cloned().collect();
            return self.home_of(&module, &elsewhere, steps + 1);
        }
        if !source.items.contains(first) {
            let whole = |glob: &Vec<String>| self.home_of(&module, glob, steps + 1);
            let defines = |home: &Module| self.sources.get(home).is_some_and(|source| source.items.contains(first));
            if let Some(home) = source.globs.iter().filter_map(whole).find(defines) {
                return Some(home);
            }
        }
        Some(module)
    }
}

/// The lines of every function of a file, but for those of tests: its name, and how many lines it has.
pub(crate) fn functions(text: &str) -> Vec<(String, usize)> {
    let mut found = Functions(Vec::new());
    found.visit_file(&syn::parse_file(text).expect("a file of the repository is Rust"));
    found.0
}

struct Functions(Vec<(String, usize)>);

impl Functions {
    fn add(&mut self, name: &syn::Ident, block: &syn::Block) {
        let braces = block.brace_token.span;
        let lines = braces.close().end().line - name.span().start().line + 1;
        self.0.push((name.to_string(), lines));
    }
}

impl<'a> Visit<'a> for Functions {
    fn visit_item_mod(&mut self, module: &'a syn::ItemMod) {
        if !is_for_tests(&module.attrs) {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'a syn::ItemFn) {
        self.add(&function.sig.ident, &function.block);
        syn::visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'a syn::ImplItemFn) {
        self.add(&function.sig.ident, &function.block);
        syn::visit::visit_impl_item_fn(self, function);
    }
}

impl<'a> Visit<'a> for Source {
    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        let is_passed_on = !matches!(item.vis, syn::Visibility::Inherited);
        let mut leaves = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut leaves);
        for (path, name) in leaves {
            match name {
                Some(name) => drop(self.names.insert(name, path.clone())),
                None => self.globs.push(path.clone()),
            }
            if !is_passed_on {
                self.paths.push(path);
            }
        }
    }

    /// Who may name something is no use of it.
    fn visit_visibility(&mut self, _: &'a syn::Visibility) {}

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'a syn::Macro) {
        self.tokens(called.tokens.clone());
        syn::visit::visit_macro(self, called);
    }

    fn visit_meta_list(&mut self, list: &'a syn::MetaList) {
        self.tokens(list.tokens.clone());
        syn::visit::visit_meta_list(self, list);
    }
}

impl Source {
    /// Paths in what only a macro can read.
    fn tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut colons) = (Vec::new(), 0);
        for token in tokens {
            match token {
                TokenTree::Ident(word) => {
                    if colons != 2 {
                        self.end(&mut path);
                    }
                    path.push(word.to_string());
                    colons = 0;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.end(&mut path);
                    self.tokens(group.stream());
                }
                _ => self.end(&mut path),
            }
        }
        self.end(&mut path);
    }

    fn end(&mut self, path: &mut Vec<String>) {
        if path.len() > 1 {
            self.paths.push(std::mem::take(path));
        }
        path.clear();
    }
}

/// Every path that a `use` names, with the name under which it stands here; `None` for `*`.
fn flatten(tree: &syn::UseTree, path: &mut Vec<String>, leaves: &mut Vec<(Vec<String>, Option<String>)>) {
    match tree {
        syn::UseTree::Path(part) => {
            path.push(part.ident.to_string());
            flatten(&part.tree, path, leaves);
            path.pop();
        }
        syn::UseTree::Name(name) if name.ident == "self" => leaves.push((path.clone(), path.last().cloned())),
        syn::UseTree::Name(name) => leaves.push((within(path, &name.ident.to_string()), Some(name.ident.to_string()))),
        syn::UseTree::Rename(name) => {
            let whole = if name.ident == "self" { path.clone() } else { within(path, &name.ident.to_string()) };
            leaves.push((whole, Some(name.rename.to_string())));
        }
        syn::UseTree::Glob(_) => leaves.push((path.clone(), None)),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, path, leaves)),
    }
}

fn within(module: &[String], name: &str) -> Module {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

/// The name that an item defines.
fn defined(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Const(item) => Some(item.ident.to_string()),
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        syn::Item::Fn(item) => Some(item.sig.ident.to_string()),
        syn::Item::Static(item) => Some(item.ident.to_string()),
        syn::Item::Struct(item) => Some(item.ident.to_string()),
        syn::Item::Trait(item) => Some(item.ident.to_string()),
        syn::Item::Type(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether something is built for tests alone.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_test = |list: &syn::MetaList| list.tokens.to_string() == "test";
        attribute.path().is_ident("cfg") && attribute.meta.require_list().is_ok_and(is_test)
    })
}

#[test]
fn what_a_module_names_is_found_in_whatever_way_it_is_written() {
    let file = |path: &str, text: &str| File { path: format!("a/src/{path}"), bytes: text.as_bytes().to_vec() };
    let files = [
        file("lib.rs", "pub mod api; mod store; pub mod words; #[cfg(test)] mod tests;"),
        file("store.rs", "mod row; pub(crate) use row::Row; pub(crate) use crate::words::*;"),
        file("store/row.rs", "pub(crate) struct Row; use super::super::words::Word as Other;"),
        file("words.rs", "pub struct Word; pub fn said() { use crate::api; json!({ \"a\": store::said() }); }"),
        file("api/mod.rs", "use crate::store; fn f(row: store::Row) -> u8 { row; store::Word; std::mem::drop(1) }"),
    ];
    let edges = Crate::read("a", "a/src/lib.rs", &files).edges();
    let edges: Vec<String> = edges.iter().map(|(from, to)| format!("{} {}", from.join("/"), to.join("/"))).collect();
    assert_eq!(edges, ["api store", "api store/row", "api words", "store words", "store/row words", "words api"]);
    let text = "fn a() {\n}\nimpl B {\n    #[doc = \"\"]\n    fn b() {\n        fn c() {}\n    }\n}\n#[cfg(test)]\nmod tests { fn d() {} }";
    let lines: Vec<_> = functions(text);
    assert_eq!(lines, [("a".to_owned(), 2), ("b".to_owned(), 3), ("c".to_owned(), 1)]);
}
