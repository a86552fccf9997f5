use crate::{Method, Vocabulary, Words};

/// Something that may be done to a thing; [`acts!`](crate::acts) declares the list of one noun.
pub trait Act: Vocabulary {
    /// The method, and the last part of the address below the thing's own; empty where it is the thing's own.
    fn address(self) -> (Method, &'static str);

    /// Whether a caller must name the version that was read (`If-Match`): every act that changes fields, replaces or
    /// removes, and every act that confirms what somebody else wrote.
    fn needs_version(self) -> bool;

    /// Whether there is something to say with it.
    fn takes_body(self) -> bool;
}

/// What a person is told when the state of a thing does not allow an act; the noun is what people call the thing.
#[must_use]
pub fn not_in_this_state(noun: &Words, act: impl Act, state: impl Vocabulary) -> Words {
    let (act, state) = (act.term(), state.term());
    Words::with(
        format!("Không thể “{}” khi {} ở trạng thái “{}”.", act.label_vi, noun.vi, state.label_vi),
        format!("“{}” is not possible while the {} is “{}”.", act.label_en, noun.en, state.label_en),
    )
}

/// Declares the acts of a noun: each with its word, its method and address below the thing's own (empty where it is the
/// thing's own), `versioned` where a POST needs `If-Match`, `bare` where it takes no body, and its labels in Vietnamese and English.
///
/// ```
/// haicap_types::acts! {
///     /// What may be done to a door.
///     DoorAct as "door_act" {
///         /// Somebody opens it.
///         Open = "open", Post "open" bare, "Mở", "Open";
///         /// Somebody confirms that it is shut.
///         Confirm = "confirm", Post "confirm" versioned, "Xác nhận", "Confirm";
///         /// Somebody paints it.
///         Paint = "paint", Patch "", "Sơn", "Paint";
///     }
/// }
/// use haicap_types::{Act, Method, Vocabulary};
/// assert_eq!(DoorAct::Paint.address(), (Method::Patch, ""));
/// assert_eq!("open".parse(), Ok(DoorAct::Open));
/// let needs_version = DoorAct::ALL.iter().map(|act| act.needs_version());
/// assert!(needs_version.eq([false, true, true]));
/// assert!(DoorAct::ALL.iter().map(|act| act.takes_body()).eq([false, true, true]));
/// ```
#[macro_export]
macro_rules! acts {
    (
        $(#[$meta:meta])*
        $name:ident as $list:literal {
            $(
                $(#[$act_meta:meta])*
                $act:ident = $word:literal, $method:ident $address:literal $($mark:ident)*, $vi:literal, $en:literal;
            )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[$act_meta])* $act, )+
        }

        impl $crate::Act for $name {
            fn address(self) -> ($crate::Method, &'static str) {
                match self { $(Self::$act => ($crate::Method::$method, $address)),+ }
            }

            fn needs_version(self) -> bool {
                let is_confirming = match self { $(Self::$act => $crate::acts!(@has_versioned $($mark)*)),+ };
                is_confirming || !matches!($crate::Act::address(self).0, $crate::Method::Post)
            }

            fn takes_body(self) -> bool {
                let is_bare = match self { $(Self::$act => $crate::acts!(@has_bare $($mark)*)),+ };
                !is_bare && !matches!($crate::Act::address(self).0, $crate::Method::Delete)
            }
        }

        impl $crate::Vocabulary for $name {
            const NAME: &'static str = $list;
            const ALL: &'static [Self] = &[$(Self::$act),+];

            fn word(self) -> &'static str {
                match self { $(Self::$act => $word),+ }
            }

            fn term(self) -> $crate::Term {
                let (label_vi, label_en) = match self { $(Self::$act => ($vi, $en)),+ };
                $crate::Term { value: $crate::Vocabulary::word(self), label_vi, label_en }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::UnknownWord;

            fn from_str(word: &str) -> Result<Self, $crate::UnknownWord> {
                let all = <Self as $crate::Vocabulary>::ALL;
                let found = all.iter().copied().find(|act| $crate::Vocabulary::word(*act) == word);
                found.ok_or_else(|| $crate::UnknownWord { list: $list, word: word.to_owned() })
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::Vocabulary::word(*self))
            }
        }
    };
    (@has_versioned) => {
        false
    };
    (@has_versioned versioned) => {
        true
    };
    (@has_versioned bare) => {
        false
    };
    (@has_bare) => {
        false
    };
    (@has_bare versioned) => {
        false
    };
    (@has_bare bare) => {
        true
    };
}
