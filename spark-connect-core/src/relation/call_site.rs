//! Where in the program an expression was built, which a server repeats when the expression fails.
//!
//! Functions that build an expression are `#[track_caller]` all the way down to [`CallSite::here`]. What this crate
//! builds for itself, and what it builds later than the call that asked for it, says so by [`hidden`] and
//! [`CallSite::scope`].

use std::{
    cell::{Cell, RefCell},
    panic::Location,
};

use bytes::BufMut;
use prost::encoding::decode_varint;

use super::message::Prefix;
use crate::proto::field::{expression, expression_common, origin, python_origin};

/// A place in the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CallSite(Option<&'static Location<'static>>);

thread_local!(static SCOPE: Cell<Option<CallSite>> = const { Cell::new(None) });

impl CallSite {
    /// Where the function was called that is `#[track_caller]`, or what the scope around says.
    #[track_caller]
    pub(crate) fn here() -> Self {
        // No closure: its caller would be this line.
        match SCOPE.get() {
            Some(site) => site,
            None => Self(Some(Location::caller())),
        }
    }

    /// Runs `build`: whatever it builds was asked for at this place.
    pub(crate) fn scope<R>(self, build: impl FnOnce() -> R) -> R {
        struct Outer(Option<CallSite>);
        impl Drop for Outer {
            fn drop(&mut self) {
                SCOPE.set(self.0);
            }
        }
        let _outer = Outer(SCOPE.replace(Some(self)));
        build()
    }

    /// Where an expression comes from that an operation builds here; `None` at no place.
    pub(super) fn origin(self, operation: Operation) -> Option<Origin> {
        self.0.map(|location| Origin { location, operation })
    }
}

/// What a program calls to build an expression.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Operation {
    Col,
    MetadataColumn,
    ColRegex,
    Cast,
    TryCast,
    Over,
    GetItem,
    WithField,
    DropFields,
    Exists,
    Scalar,
    IsIn,
    AsTable,
    /// The function whose name, a text with its length, begins so many bytes before the place where the origin is written.
    Function {
        before: u32,
    },
}

impl Operation {
    /// Its name. These bytes stand before the place where the origin is written.
    fn name(self, before: &[u8]) -> &[u8] {
        match self {
            Self::Col => b"col",
            Self::MetadataColumn => b"metadataColumn",
            Self::ColRegex => b"colRegex",
            Self::Cast => b"cast",
            Self::TryCast => b"try_cast",
            Self::Over => b"over",
            Self::GetItem => b"get_item",
            Self::WithField => b"with_field",
            Self::DropFields => b"drop_fields",
            Self::Exists => b"exists",
            Self::Scalar => b"scalar",
            Self::IsIn => b"isin",
            Self::AsTable => b"asTable",
            Self::Function { before: back } => {
                let mut name = before.get(before.len().saturating_sub(back as usize)..).unwrap_or_default();
                let len = decode_varint(&mut name).ok().and_then(|len| usize::try_from(len).ok());
                len.and_then(|len| name.get(..len)).unwrap_or_default()
            }
        }
    }
}

/// Where an expression comes from: its field `common`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    location: &'static Location<'static>,
    operation: Operation,
}

impl Origin {
    /// How many bytes it takes behind these.
    pub(super) fn len(&self, before: &[u8]) -> usize {
        Lens::of(self.location, self.operation.name(before).len()).whole()
    }

    /// Writes it behind these bytes.
    pub(super) fn write(&self, before: &[u8], buf: &mut impl BufMut) {
        let fragment = self.operation.name(before);
        // One place may be that of several operations.
        let slot = std::ptr::from_ref(self.location).addr() / align_of::<Location<'_>>() + fragment.len();
        let written = RECENT.try_with(|recent| {
            let mut recent = recent.borrow_mut();
            let slot = recent.get_mut(slot % SLOTS)?;
            if !slot.as_ref().is_some_and(|recent| recent.is(self.location, fragment)) {
                let encoded = encoded(self.location, fragment);
                *slot = Some(Recent { location: self.location, fragment: fragment.into(), encoded });
            }
            buf.put_slice(&slot.as_ref()?.encoded);
            Some(())
        });
        if !matches!(written, Ok(Some(()))) {
            // The thread ends.
            buf.put_slice(&encoded(self.location, fragment));
        }
    }
}

/// How many call sites a thread remembers.
const SLOTS: usize = 16;

/// A call site that was written before: programs that build large plans come to the same places again and again.
struct Recent {
    location: &'static Location<'static>,
    fragment: Box<[u8]>,
    encoded: Vec<u8>,
}

impl Recent {
    fn is(&self, location: &'static Location<'static>, fragment: &[u8]) -> bool {
        std::ptr::eq(self.location, location) && *self.fragment == *fragment
    }
}

thread_local!(static RECENT: RefCell<[Option<Recent>; SLOTS]> = const { RefCell::new([const { None }; SLOTS]) });

/// The lengths of what is in each other.
struct Lens {
    /// Of `file:line:column`.
    place: usize,
    python: usize,
    origin: usize,
    common: usize,
}

impl Lens {
    fn of(location: &Location<'_>, fragment: usize) -> Self {
        let digits = |number: u32| number.checked_ilog10().unwrap_or(0) as usize + 1;
        let place = location.file().len() + digits(location.line()) + digits(location.column()) + 2;
        let field = |number, len| Prefix::of(number, len).len() + len;
        let python = field(python_origin::FRAGMENT, fragment) + field(python_origin::CALL_SITE, place);
        let origin = field(origin::PYTHON_ORIGIN, python);
        let common = field(expression_common::ORIGIN, origin);
        Self { place, python, origin, common }
    }

    fn whole(&self) -> usize {
        Prefix::of(expression::COMMON, self.common).len() + self.common
    }
}

/// The field `common` of an expression that comes from the operation `fragment` at this place.
fn encoded(location: &Location<'_>, fragment: &[u8]) -> Vec<u8> {
    let lens = Lens::of(location, fragment.len());
    let mut buf = Vec::with_capacity(lens.whole());
    // Spark keeps the text of a Python program's call site as it is; a JVM's it would write as a Java stack frame.
    for prefix in [
        Prefix::of(expression::COMMON, lens.common),
        Prefix::of(expression_common::ORIGIN, lens.origin),
        Prefix::of(origin::PYTHON_ORIGIN, lens.python),
        Prefix::of(python_origin::FRAGMENT, fragment.len()),
    ] {
        buf.extend_from_slice(prefix.bytes());
    }
    buf.extend_from_slice(fragment);
    buf.extend_from_slice(Prefix::of(python_origin::CALL_SITE, lens.place).bytes());
    let place = format!("{}:{}:{}", location.file(), location.line(), location.column());
    buf.extend_from_slice(place.as_bytes());
    buf
}

/// Runs `build`: what it builds is not what the program called, so its place would tell nobody anything.
pub(crate) fn hidden<R>(build: impl FnOnce() -> R) -> R {
    CallSite(None).scope(build)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_the_same_every_time() {
        fn written(site: CallSite, operation: Operation) -> Vec<u8> {
            let (origin, mut buf) = (site.origin(operation).unwrap(), Vec::new());
            origin.write(b"\x0A\x03col...", &mut buf);
            assert_eq!(buf.len(), origin.len(b"\x0A\x03col..."));
            buf
        }
        let (site, col) = (CallSite::here(), Operation::Col);
        let first = written(site, col);
        assert!(String::from_utf8_lossy(&first).ends_with(&format!("{}:{}:28", file!(), line!() - 2)));
        let others: Vec<_> = (0..40).map(|_| written(CallSite::here(), Operation::Cast)).collect();
        assert!(others.iter().all(|other| *other != first));
        assert_eq!(written(site, col), first);
        assert_ne!(written(site, Operation::Cast), first);
        assert_eq!(written(site, Operation::Function { before: 7 }), first);
        assert!(CallSite(None).origin(col).is_none());
    }
}
