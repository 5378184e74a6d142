//! What is known of a rule without running it: [`RuleMeta`], and the macro that declares it.

use oas_diagnostics::Level;

/// A named set of rules that is switched on together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The document means what it says: names resolve, nothing contradicts itself.
    Minimal,
    /// What every team wants; includes [`Group::Minimal`].
    Standard,
    /// What would generate badly.
    Codegen,
    /// The conventions of the API family, as `conventions.yaml` states them; includes every rule
    /// of other groups that puts a clause of them into practice.
    Conventions,
    /// What attackers are glad to read.
    Security,
    /// How things are named.
    Naming,
    /// What readers miss.
    Docs,
}

impl Group {
    /// All groups, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::Minimal,
        Self::Standard,
        Self::Codegen,
        Self::Conventions,
        Self::Security,
        Self::Naming,
        Self::Docs,
    ];

    /// The word of settings and of the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Minimal => "minimal",
            Self::Standard => "standard",
            Self::Codegen => "codegen",
            Self::Conventions => "conventions",
            Self::Security => "security",
            Self::Naming => "naming",
            Self::Docs => "docs",
        }
    }

    /// What the group is for, in a sentence.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Minimal => "The document means what it says.",
            Self::Standard => "What every team wants; includes `minimal`.",
            Self::Codegen => "What would generate badly.",
            Self::Conventions => "The conventions of the API family, from `conventions.yaml`.",
            Self::Security => "What attackers are glad to read.",
            Self::Naming => "How things are named.",
            Self::Docs => "What readers miss.",
        }
    }

    /// The group of a word.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }

    /// Whether switching this group on runs the rule.
    #[must_use]
    pub fn includes(self, meta: &RuleMeta) -> bool {
        meta.group == self
            || (self == Self::Standard && meta.group == Self::Minimal)
            || (self == Self::Conventions && !meta.clauses.is_empty())
    }
}

/// Whether a rule's name and behaviour can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleStatus {
    /// May still change.
    Preview {
        /// The version that brought it.
        since: &'static str,
    },
    /// Kept until the next major version.
    Stable {
        /// The version that brought it.
        since: &'static str,
    },
}

impl RuleStatus {
    /// Kept until the next major version.
    #[must_use]
    pub const fn stable(since: &'static str) -> Self {
        Self::Stable { since }
    }

    /// May still change.
    #[must_use]
    pub const fn preview(since: &'static str) -> Self {
        Self::Preview { since }
    }
}

/// What is known of a rule without running it.
#[derive(Debug)]
pub struct RuleMeta {
    /// Its name in kebab-case, after the bad pattern; never reused for something else.
    pub name: &'static str,
    /// The group that it belongs to.
    pub group: Group,
    /// Its level where no setting says otherwise.
    pub level: Level,
    /// Whether it can be relied on.
    pub status: RuleStatus,
    /// The clauses of the conventions that it puts into practice: `C-28`.
    pub clauses: &'static [&'static str],
    /// The options that settings may give it.
    pub options: &'static [&'static str],
    /// Its documentation in Markdown, as written above the declaration.
    pub docs: &'static str,
    /// The source file that declares it.
    pub file: &'static str,
    /// The line of the declaration.
    pub line: u32,
}

/// Declares the [`RuleMeta`] of a rule. The name is that of the constant, in kebab-case; the
/// documentation has the headings that `tests/registry.rs` asks for.
macro_rules! declare_rule {
    (
        $(#[doc = $docs:literal])+
        $visibility:vis $constant:ident {
            group: $group:ident,
            level: $level:ident,
            status: $status:expr
            $(, clauses: [$($clause:literal),+ $(,)?])?
            $(, options: [$($option:literal),+ $(,)?])?
            $(,)?
        }
    ) => {
        $(#[doc = $docs])+
        $visibility static $constant: $crate::RuleMeta = {
            const BYTES: [u8; stringify!($constant).len()] =
                $crate::meta::kebab(stringify!($constant));
            const NAME: &str = match std::str::from_utf8(&BYTES) {
                Ok(name) => name,
                Err(_) => "",
            };
            $crate::RuleMeta {
                name: NAME,
                group: $crate::Group::$group,
                level: oas_diagnostics::Level::$level,
                status: $status,
                clauses: &[$($($clause),+)?],
                options: &[$($($option),+)?],
                docs: concat!($($docs, "\n"),+),
                file: file!(),
                line: line!(),
            }
        };
    };
}

pub(crate) use declare_rule;

/// `OPERATION_ID_MISSING` as `operation-id-missing`.
pub(crate) const fn kebab<const LENGTH: usize>(constant: &str) -> [u8; LENGTH] {
    let mut name = [0; LENGTH];
    let mut index = 0;
    while index < LENGTH {
        name[index] = match constant.as_bytes()[index] {
            b'_' => b'-',
            byte => byte.to_ascii_lowercase(),
        };
        index += 1;
    }
    name
}
