//! Where in the program an expression was built, which a server repeats when the expression fails.
//!
//! Functions that build an expression are `#[track_caller]` all the way down to [`CallSite::here`]. What this crate
//! builds for itself, and what it builds later than the call that asked for it, says so by [`hidden`] and
//! [`CallSite::scope`].

use std::{cell::Cell, fmt::Write, panic::Location};

use bytes::{Bytes, BytesMut};
use prost::{
    Message as _,
    encoding::{WireType, encode_key, encode_varint},
};

use crate::proto::spark::connect::{ExpressionCommon, Origin, PythonOrigin, origin::Function};

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

    /// The field `common` of an expression that comes from the operation `fragment`; `None` at no place.
    pub(crate) fn field(self, common: u32, fragment: &str) -> Option<Bytes> {
        let location = self.0?;
        let mut call_site = String::with_capacity(location.file().len() + 10);
        // Writing to a string does not fail.
        let _ = write!(call_site, "{location}");
        // Spark keeps the text of a Python program's call site as it is; a JVM's it would write as a Java stack frame.
        let origin = PythonOrigin { fragment: fragment.to_owned(), call_site };
        let message =
            ExpressionCommon { origin: Some(Origin { function: Some(Function::PythonOrigin(origin)) }) };
        let mut field = BytesMut::new();
        encode_key(common, WireType::LengthDelimited, &mut field);
        encode_varint(message.encoded_len() as u64, &mut field);
        message.encode_raw(&mut field);
        Some(field.freeze())
    }
}

/// Runs `build`: what it builds is not what the program called, so its place would tell nobody anything.
pub(crate) fn hidden<R>(build: impl FnOnce() -> R) -> R {
    CallSite(None).scope(build)
}
