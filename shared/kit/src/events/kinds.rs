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

    /// What happened, in Vietnamese and in English.
    fn labels(self) -> (&'static str, &'static str);

    /// Every kind for the document; `data` is the JSON schema of what these events carry.
    #[must_use]
    fn documented(data: &Value) -> Vec<EventKind> {
        Self::ALL.iter().map(|kind| kind.described(data.clone())).collect()
    }

    /// The kind for the document; `data` is the JSON schema of what its events carry.
    #[must_use]
    fn described(self, data: Value) -> EventKind {
        let (label_vi, label_en) = self.labels();
        EventKind { kind: self.name(), label_vi, label_en, data }
    }
}

/// Declares the kinds of events about a noun, each once: variant, name, and what happened, in Vietnamese and in English.
///
/// ```
/// haicap_kit::event_kinds! {
///     /// What happens to a door.
///     pub(crate) DoorEvent of "door" {
///         Opened = "doors.door.opened", "Cửa đã mở", "A door was opened";
///         Painted = "doors.door.painted", "Cửa đã sơn", "A door was painted";
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
            $( $kind:ident = $word:literal, $label_vi:literal, $label_en:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        $vis enum $name {
            $( #[doc = $label_en] $kind, )+
        }

        impl $crate::events::Kind for $name {
            const NOUN: &'static str = $noun;
            const ALL: &'static [Self] = &[$(Self::$kind),+];

            fn name(self) -> &'static str {
                match self { $(Self::$kind => $word),+ }
            }

            fn labels(self) -> (&'static str, &'static str) {
                match self { $(Self::$kind => ($label_vi, $label_en)),+ }
            }
        }
    };
}
