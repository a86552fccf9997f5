use crate::service::EventKind;
use serde_json::Value;

/// A kind of event; [`event_kinds!`](crate::event_kinds) declares those of one noun.
pub trait Kind: Copy + 'static {
    /// The noun that the events are about: the first part of their subject.
    const NOUN: &'static str;

    /// Every kind.
    const ALL: &'static [Self];

    /// Its name, such as `directives.assignment.completed`.
    fn name(self) -> &'static str;

    /// What happened, in a sentence.
    fn summary(self) -> &'static str;

    /// Every kind for the document; `data` is the JSON schema of what these events carry.
    #[must_use]
    fn documented(data: &Value) -> Vec<EventKind> {
        let kind = |kind: &Self| EventKind { kind: kind.name(), summary: kind.summary(), data: data.clone() };
        Self::ALL.iter().map(kind).collect()
    }
}

/// Declares the kinds of events about a noun, each once: variant, name, and a sentence for the document.
///
/// ```
/// haicap_kit::event_kinds! {
///     /// What happens to a door.
///     pub(crate) DoorEvent of "door" {
///         Opened = "doors.door.opened", "A door was opened";
///         Painted = "doors.door.painted", "A door was painted";
///     }
/// }
/// use haicap_kit::events::Kind;
/// assert_eq!(DoorEvent::Painted.name(), "doors.door.painted");
/// assert_eq!((DoorEvent::NOUN, DoorEvent::ALL.len()), ("door", 2));
/// ```
#[macro_export]
macro_rules! event_kinds {
    (
        $(#[$meta:meta])*
        $vis:vis $name:ident of $noun:literal {
            $( $kind:ident = $word:literal, $summary:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        $vis enum $name {
            $( #[doc = $summary] $kind, )+
        }

        impl $crate::events::Kind for $name {
            const NOUN: &'static str = $noun;
            const ALL: &'static [Self] = &[$(Self::$kind),+];

            fn name(self) -> &'static str {
                match self { $(Self::$kind => $word),+ }
            }

            fn summary(self) -> &'static str {
                match self { $(Self::$kind => $summary),+ }
            }
        }
    };
}
