/// Defines what may be done to a thing: a closed list of acts, each with its word, its place below the thing's address
/// (empty where it is the thing's own), and its labels in Vietnamese and English.
///
/// ```
/// haicap_types::acts! {
///     /// What may be done to a door.
///     DoorAct as "door_act" {
///         /// Somebody opens it.
///         Open = "open", Post "open", "Mở", "Open";
///         /// Somebody paints it.
///         Paint = "paint", Patch "", "Sơn", "Paint";
///     }
/// }
/// use haicap_types::{Method, Vocabulary};
/// assert_eq!(DoorAct::Paint.address(), (Method::Patch, ""));
/// assert_eq!("open".parse(), Ok(DoorAct::Open));
/// ```
#[macro_export]
macro_rules! acts {
    (
        $(#[$meta:meta])*
        $name:ident as $list:literal {
            $( $(#[$act_meta:meta])* $act:ident = $word:literal, $method:ident $address:literal, $vi:literal, $en:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[$act_meta])* $act, )+
        }

        impl $name {
            /// The method, and the last part of the address; empty where it is the thing's own.
            #[must_use]
            pub const fn address(self) -> ($crate::Method, &'static str) {
                match self { $(Self::$act => ($crate::Method::$method, $address)),+ }
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
}
