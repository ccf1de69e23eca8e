//! Where in the program an expression was built, which a server repeats when the expression fails.
//!
//! Functions that build an expression are `#[track_caller]` all the way down to [`CallSite::here`]. What this crate
//! builds for itself, and what it builds later than the call that asked for it, says so by [`hidden`] and
//! [`CallSite::scope`].

use std::{cell::Cell, io::Write, panic::Location};

use bytes::BufMut;
use prost::encoding::{WireType, encode_key, encode_varint, encoded_len_varint, key_len};

use crate::proto::field::{expression_common, origin, python_origin};

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

    /// Writes the field `common` of an expression that comes from the operation `fragment`; nothing at no place.
    pub(super) fn encode(self, common: u32, fragment: &str, buf: &mut Vec<u8>) {
        let Some(location) = self.0 else { return };
        // `file:line:column`, without a copy of it.
        let place = location.file().len() + digits(location.line()) + digits(location.column()) + 2;
        let nested = |field, len: usize| key_len(field) + encoded_len_varint(len as u64) + len;
        let origin =
            nested(python_origin::FRAGMENT, fragment.len()) + nested(python_origin::CALL_SITE, place);
        let function = nested(origin::PYTHON_ORIGIN, origin);
        let whole = nested(expression_common::ORIGIN, function);
        buf.reserve(nested(common, whole));
        // Spark keeps the text of a Python program's call site as it is; a JVM's it would write as a Java stack frame.
        for (field, len) in [
            (common, whole),
            (expression_common::ORIGIN, function),
            (origin::PYTHON_ORIGIN, origin),
            (python_origin::FRAGMENT, fragment.len()),
        ] {
            encode_key(field, WireType::LengthDelimited, buf);
            encode_varint(len as u64, buf);
        }
        buf.put_slice(fragment.as_bytes());
        encode_key(python_origin::CALL_SITE, WireType::LengthDelimited, buf);
        encode_varint(place as u64, buf);
        // Writing to memory does not fail.
        let _ = write!(buf, "{}:{}:{}", location.file(), location.line(), location.column());
    }
}

/// How many decimal digits a number has.
fn digits(number: u32) -> usize {
    number.checked_ilog10().unwrap_or(0) as usize + 1
}

/// Runs `build`: what it builds is not what the program called, so its place would tell nobody anything.
pub(crate) fn hidden<R>(build: impl FnOnce() -> R) -> R {
    CallSite(None).scope(build)
}
